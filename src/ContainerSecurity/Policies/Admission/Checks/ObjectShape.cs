namespace ContainerSecurity.Policies.Admission.Checks;

/// <summary>What an API server decodes at one place of an object: a scalar, a list, or the keys of a mapping.</summary>
internal sealed class ObjectShape
{
    private ObjectShape(string name) => Name = name;

    /// <summary>Anything at all.</summary>
    public static ObjectShape Any { get; } = new("anything");

    public static ObjectShape Text { get; } = new("a text");

    public static ObjectShape Number { get; } = new("a whole number");

    public static ObjectShape Truth { get; } = new("true or false");

    public static ObjectShape Texts { get; } = ListOf(Text);

    /// <summary>Texts by keys of any name.</summary>
    public static ObjectShape TextMap { get; } = new("texts by keys") { Values = Text };

    /// <summary>What stands at the place, in words.</summary>
    public string Name { get; }

    /// <summary>The items of a list; null where it is none.</summary>
    public ObjectShape? Items { get; private init; }

    /// <summary>The values of a mapping with keys of any name; null where it is none.</summary>
    public ObjectShape? Values { get; private init; }

    /// <summary>The keys of a mapping; null where it is none.</summary>
    public IReadOnlyDictionary<string, ObjectShape>? Keys { get; private init; }

    public static ObjectShape ListOf(ObjectShape item) => new("a list") { Items = item };

    public static ObjectShape Of(params (string Key, ObjectShape Shape)[] keys) =>
        new("a mapping") { Keys = keys.ToDictionary(k => k.Key, k => k.Shape, StringComparer.Ordinal) };

    /// <summary>This mapping with further keys.</summary>
    public ObjectShape With(params (string Key, ObjectShape Shape)[] keys) => Of([.. Keys!.Select(k => (k.Key, k.Value)), .. keys]);
}
