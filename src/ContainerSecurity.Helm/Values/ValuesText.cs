using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Serialization;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Formatting;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Values;

/// <summary>Makes values of YAML as Helm does, by way of JSON: every number is a floating-point one, and each value knows where it is written.</summary>
internal sealed class ValuesText
{
    private readonly TemplateText text;
    private readonly List<int> lineStarts = [0];

    private ValuesText(TemplateText text)
    {
        this.text = text;
        for (int i = 0; i < text.Text.Length; i++)
            if (text.Text[i] == '\n')
                lineStarts.Add(i + 1);
    }

    /// <summary>Reads the documents of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="error">What is wrong with it; empty where nothing is.</param>
    public static IReadOnlyList<GoValue> Read(TemplateText text, out string error)
    {
        DocumentSet set = new DocumentReader().Read(text.Text, text.Name);
        // Of a key that is given twice the later counts, as for Helm.
        error = set.Errors.FirstOrDefault(e => !e.Message.Contains("is already given at", StringComparison.Ordinal))?.Message ?? "";
        var reader = new ValuesText(text);
        return error.Length > 0 ? [] : [.. set.Documents.Select(reader.ValueOf)];
    }

    private GoValue ValueOf(DocumentNode node) =>
        node switch
        {
            MappingNode mapping => MapOf(mapping),
            SequenceNode sequence => new ListValue(GoType.List, [.. sequence.Items.Select(ValueOf)], PlaceOf(node.Span)),
            ScalarNode scalar => ScalarOf(scalar),
            _ => NilValue.Value,
        };

    private MapValue MapOf(MappingNode mapping)
    {
        var map = new MapValue(GoType.Map, PlaceOf(mapping.Span));
        foreach (MappingEntry entry in mapping.Entries)
            map.Set(KeyOf(entry), ValueOf(entry.Value));
        return map;
    }

    private string KeyOf(MappingEntry entry)
    {
        Place place = PlaceOf(entry.KeySpan);
        if (place.Start < text.Text.Length && text.Text[place.Start] is '"' or '\'')
            return entry.Key;
        return YamlWords.Resolve(entry.Key) switch
        {
            BoolValue truth => truth.Value ? "true" : "false",
            IntegerValue { Kind: GoKind.Uint } integer => integer.Unsigned.ToString(CultureInfo.InvariantCulture),
            IntegerValue integer => integer.Value.ToString(CultureInfo.InvariantCulture),
            FloatValue number => GoFloat.Format(number.Value, 'g', GoFloat.Shortest),
            NilValue => "null",
            _ => entry.Key,
        };
    }

    private GoValue ScalarOf(ScalarNode scalar)
    {
        Place place = PlaceOf(scalar.Span);
        if (scalar.Style == ScalarStyle.Plain)
            switch (YamlWords.Resolve(scalar.Text, place))
            {
                case IntegerValue integer:
                    return new FloatValue(integer.Kind == GoKind.Uint ? integer.Unsigned : integer.Value, place);
                case { } known:
                    return known;
            }
        if (scalar.Style == ScalarStyle.Quoted && scalar.Text.Length + 2 == place.Length)
            place = place with { Start = place.Start + 1, Length = place.Length - 2 };
        bool isExact = place.Length == scalar.Text.Length && string.CompareOrdinal(text.Text, place.Start, scalar.Text, 0, place.Length) == 0;
        return new TextValue(TracedText.Of(scalar.Text, new Trace(scalar.Text.Length, null, place, isExact)));
    }

    private Place PlaceOf(SourceSpan span)
    {
        int start = Offset(span.Line, span.Column);
        return new Place(text, start, Math.Max(0, Offset(span.EndLine, span.EndColumn) - start));
    }

    private int Offset(int line, int column) =>
        Math.Min(text.Text.Length, lineStarts[Math.Clamp(line - 1, 0, lineStarts.Count - 1)] + Math.Max(0, column - 1));
}
