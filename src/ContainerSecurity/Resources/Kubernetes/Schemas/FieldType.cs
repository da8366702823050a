namespace ContainerSecurity.Resources.Kubernetes.Schemas;

/// <summary>The type of a field, as the table of schemas writes it.</summary>
internal sealed class FieldType
{
    private const string Scalars = "sibnqxtmyj";
    private static readonly FieldType[] ScalarTypes = [.. Enumerable.Range(0, Scalars.Length).Select(i => new FieldType((FieldShape)i, Scalars[i].ToString()))];

    private FieldType(FieldShape shape, string text)
    {
        Shape = shape;
        Text = text;
    }

    public FieldShape Shape { get; }

    /// <summary>The type as the table writes it; the name of an object's schema.</summary>
    public string Text { get; }

    /// <summary>The type of a list's items or a map's values; null for other types.</summary>
    public FieldType? Item { get; private init; }

    /// <summary>The fields that tell the items of a list apart; empty for a list that has none.</summary>
    public string[] Keys { get; private init; } = [];

    /// <summary>Whether a list holds each item once, and is merged by that.</summary>
    public bool IsSet { get; private init; }

    /// <summary>Whether the value is replaced as a whole, so that a part of it cannot be applied.</summary>
    public bool IsAtomic { get; private init; }

    /// <summary>The schema of an object; null for other types.</summary>
    public ObjectSchema? Schema => Shape == FieldShape.Object ? ObjectSchemas.Named(Text) : null;

    /// <summary>A type that holds single values.</summary>
    public bool IsScalar => Shape < FieldShape.Anything;

    /// <summary>Reads a type.</summary>
    public static FieldType Parse(string text)
    {
        bool isAtomic = text[text.Length - 1] == '^';
        string bare = isAtomic ? text.Substring(0, text.Length - 1) : text;
        if (bare.Length == 1)
            return ScalarTypes[Scalars.IndexOf(bare[0])];
        return bare[0] switch
        {
            '[' => List(bare),
            '{' => new FieldType(FieldShape.Map, bare) { Item = Parse(bare.Substring(1, bare.Length - 2)), IsAtomic = isAtomic },
            _ => new FieldType(FieldShape.Object, bare) { IsAtomic = isAtomic },
        };
    }

    private static FieldType List(string text)
    {
        string inner = text.Substring(1, text.Length - 2);
        bool isSet = inner[inner.Length - 1] == '&';
        int keys = inner.IndexOf('#');
        string item = isSet ? inner.Substring(0, inner.Length - 1) : keys >= 0 ? inner.Substring(0, keys) : inner;
        return new FieldType(FieldShape.List, text)
        {
            Item = Parse(item),
            Keys = keys >= 0 ? inner.Substring(keys + 1).Split(',') : [],
            IsSet = isSet,
            IsAtomic = !isSet && keys < 0,
        };
    }
}
