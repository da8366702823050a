using ContainerSecurity.Documents;

namespace ContainerSecurity.Hardening.Changes;

/// <summary>A value that shall be written: a boolean or text, an object, or a list of texts.</summary>
internal sealed class PlannedValue
{
    /// <summary>The value as text; null for an object or a list.</summary>
    public string? Text { get; init; }

    /// <summary>Whether a single value is a text rather than a boolean.</summary>
    public bool IsText { get; init; }

    /// <summary>The fields of an object; null for anything else.</summary>
    public List<KeyValuePair<string, PlannedValue>>? Fields { get; init; }

    /// <summary>The items of a list; null for anything else.</summary>
    public List<PlannedValue>? Items { get; init; }

    public static PlannedValue Object() => new() { Fields = [] };

    public static PlannedValue List(params PlannedValue[] items) => new() { Items = [.. items] };

    public static PlannedValue Single(string text, bool isText) => new() { Text = text, IsText = isText };

    public static PlannedValue False { get; } = Single("false", isText: false);

    public static PlannedValue True { get; } = Single("true", isText: false);

    /// <summary>Puts a value at some keys below this object; false where something else stands there.</summary>
    public bool Put(IEnumerable<string> keys, PlannedValue value)
    {
        PlannedValue at = this;
        string[] path = [.. keys];
        for (int i = 0; i < path.Length; i++)
        {
            if (at.Fields is not { } fields)
                return false;
            int found = fields.FindIndex(f => f.Key == path[i]);
            if (i == path.Length - 1 && found < 0)
            {
                fields.Add(new(path[i], value));
                return true;
            }
            if (i == path.Length - 1)
                return Join(fields[found].Value, value);
            if (found < 0)
                fields.Add(new(path[i], Object()));
            at = fields[found < 0 ? fields.Count - 1 : found].Value;
        }
        return false;
    }

    /// <summary>The value as a node that stands where another one does.</summary>
    public DocumentNode ToNode(DocumentNode place)
    {
        SourceSpan span = place.Span;
        return Fields is not null ? new MappingNode(place.File, span, [.. Fields.Select(f => new MappingEntry(f.Key, span, f.Value.ToNode(place)))])
            : Items is not null ? new SequenceNode(place.File, span, [.. Items.Select(i => i.ToNode(place))])
            : new ScalarNode(place.File, span, Text!, IsText ? ScalarStyle.Quoted : ScalarStyle.Plain);
    }

    private static bool Join(PlannedValue present, PlannedValue value)
    {
        if (present.Items is not null && value.Items is not null)
        {
            present.Items.AddRange(value.Items.Where(v => !present.Items.Exists(p => p.Text == v.Text)));
            return true;
        }
        return present.Text is not null && present.Text == value.Text;
    }
}
