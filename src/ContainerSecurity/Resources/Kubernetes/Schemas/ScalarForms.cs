using System.Globalization;
using System.Text.RegularExpressions;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>Scalars as Go reads and writes them.</summary>
internal static class ScalarForms
{
    private const string Second = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string Microsecond = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private static readonly Regex Rfc3339 = new(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant);

    /// <summary>The value as the API server writes it; null where it is no value of the shape.</summary>
    public static ScalarNode? Canonical(ScalarNode node, FieldShape shape) => shape switch
    {
        FieldShape.Text => IsText(node) ? Keep(node) : null,
        FieldShape.Integer => node.TryInteger(out _) ? Keep(node) : null,
        FieldShape.Boolean => node.TryBoolean(out _) ? Keep(node) : null,
        FieldShape.Number => IsNumber(node) ? Keep(node) : null,
        FieldShape.IntegerOrText => node.TryInteger(out _) || IsText(node) ? Keep(node) : null,
        FieldShape.Quantity => Quantity.TryParse(NumberText(node), out Quantity quantity) ? With(node, quantity.ToCanonical()) : null,
        FieldShape.Bytes => IsText(node) && IsBase64(node.Text, out string base64) ? With(node, base64) : null,
        FieldShape.Time => Time(node, Second),
        FieldShape.MicroTime => Time(node, Microsecond),
        _ => Keep(node),
    };

    /// <summary>Whether Go leaves a value out that need not be written.</summary>
    public static bool IsZero(ScalarNode node, FieldShape shape) => shape switch
    {
        FieldShape.Text or FieldShape.Bytes => node.Text.Length == 0,
        FieldShape.Integer => node.TryInteger(out long number) && number == 0,
        FieldShape.Boolean => node.TryBoolean(out bool flag) && !flag,
        FieldShape.Number => double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number == 0,
        _ => false,
    };

    public static string ZeroOf(FieldShape shape) => shape switch
    {
        FieldShape.Text => "",
        FieldShape.Boolean => "false",
        FieldShape.Integer or FieldShape.Number or FieldShape.IntegerOrText or FieldShape.Quantity => "0",
        _ => "null",
    };

    public static ScalarStyle StyleOf(FieldShape shape) => shape is FieldShape.Text or FieldShape.Quantity ? ScalarStyle.Quoted : ScalarStyle.Plain;

    public static string NameOf(FieldShape shape) => shape switch
    {
        FieldShape.Text => "text",
        FieldShape.Integer => "an integer",
        FieldShape.Boolean => "true or false",
        FieldShape.Number => "a number",
        FieldShape.IntegerOrText => "an integer or text",
        FieldShape.Quantity => "a quantity",
        FieldShape.Bytes => "text in base64",
        _ => "a time such as 2030-12-31T00:00:00Z",
    };

    private static ScalarNode Keep(ScalarNode node) => (ScalarNode)node.Copy();

    private static ScalarNode With(ScalarNode node, string text) =>
        new(node.File, node.Span, text, ScalarStyle.Quoted) { IsImplied = node.IsImplied };

    private static bool IsText(ScalarNode node) =>
        (node.Style != ScalarStyle.Plain && !node.IsTemplate) || DocumentValue.Of(node).Kind == Cel.Values.CelKind.String;

    private static bool IsNumber(ScalarNode node) => DocumentValue.Of(node).Kind is Cel.Values.CelKind.Int or Cel.Values.CelKind.Double;

    /// <summary>The text that the number becomes on the way through JSON; the text itself where it is none.</summary>
    private static string NumberText(ScalarNode node) => DocumentValue.Of(node) switch
    {
        { Kind: Cel.Values.CelKind.Int } whole => whole.AsInt().ToString(CultureInfo.InvariantCulture),
        { Kind: Cel.Values.CelKind.Double } number => number.AsDouble().ToString("R", CultureInfo.InvariantCulture),
        _ => node.Text.Trim(),
    };

    private static bool IsBase64(string text, out string base64)
    {
        base64 = text.Replace("\r", "").Replace("\n", "");
        try
        {
            _ = Convert.FromBase64String(base64);
            return base64.IndexOfAny([' ', '\t']) < 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static ScalarNode? Time(ScalarNode node, string format) =>
        Rfc3339.IsMatch(node.Text) && DateTimeOffset.TryParse(node.Text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset time)
            ? With(node, time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture)) : null;
}
