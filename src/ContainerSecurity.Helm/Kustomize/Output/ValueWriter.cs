using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Kustomize.Output;

/// <summary>Makes values that can be written as YAML or JSON.</summary>
internal static class ValueWriter
{
    /// <summary>The value of a node.</summary>
    /// <exception cref="BuildException">JSON has none, as for infinity.</exception>
    public static GoValue ValueOf(ObjectNode node)
    {
        switch (node)
        {
            case ObjectMap map:
                var value = new MapValue(GoType.Map);
                foreach (ObjectEntry entry in map.Entries)
                    value.Set(entry.Key, ValueOf(entry.Value));
                return value;
            case ObjectList list:
                return new ListValue(GoType.List, [.. list.Items.Select(ValueOf)]);
            default:
                return ValueOf((ObjectScalar)node);
        }
    }

    private static GoValue ValueOf(ObjectScalar scalar)
    {
        ScalarTag meaning = PlainWords.TagOf(scalar.Text);
        switch (scalar.Meaning)
        {
            case ScalarTag.Null:
                return NilValue.Value;
            case ScalarTag.Boolean when meaning is ScalarTag.Boolean || IsOldBoolean(scalar.Text):
                return GoValue.Of(scalar.Text is "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" or "y" or "Y");
            case ScalarTag.Integer or ScalarTag.Float when meaning is ScalarTag.Integer or ScalarTag.Float:
                return NumberOf(scalar);
            case ScalarTag.Timestamp when PlainWords.TryTimestamp(scalar.Text, out string date):
                return GoValue.Of(date);
            case ScalarTag.Text:
                return GoValue.Of(scalar.Text);
            default:
                throw new BuildException(scalar.Origin, $"'{scalar.Text}' stands where a value of another type was, which YAML cannot say.");
        }
    }

    private static bool IsOldBoolean(string text) => text.ToUpperInvariant() is "YES" or "NO" or "ON" or "OFF" or "Y" or "N";

    private static GoValue NumberOf(ObjectScalar scalar)
    {
        if (PlainWords.TryInteger(scalar.Text, out ulong magnitude, out bool isNegative))
            return isNegative || magnitude <= long.MaxValue
                ? new IntegerValue(isNegative ? unchecked(-(long)magnitude) : (long)magnitude)
                : new IntegerValue(unchecked((long)magnitude), GoType.Uint64);
        double number = PlainWords.ReadFloat(scalar.Text);
        if (double.IsInfinity(number) || double.IsNaN(number))
            throw new BuildException(scalar.Origin, $"'{scalar.Text}' is a number that JSON cannot hold.");
        // A whole number stays one on its way through JSON, unless JSON writes it with an exponent.
        return Math.Abs(number) < 9e18 && number == Math.Floor(number) ? new IntegerValue((long)number) : new FloatValue(number);
    }
}
