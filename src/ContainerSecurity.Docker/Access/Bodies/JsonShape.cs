using System.Collections.Frozen;

namespace ContainerSecurity.Docker.Access.Bodies;

/// <summary>What the engine's decoder expects at a place of a body.</summary>
internal sealed class JsonShape
{
    private FrozenDictionary<string, (string Name, JsonShape Shape)>? members;

    private JsonShape(JsonShapeKind kind, JsonShape? item = null)
    {
        Kind = kind;
        Item = item;
    }

    public static JsonShape Text { get; } = new(JsonShapeKind.Text);

    public static JsonShape Flag { get; } = new(JsonShapeKind.Boolean);

    public static JsonShape Integer { get; } = new(JsonShapeKind.Integer);

    public static JsonShape Texts { get; } = ListOf(Text);

    /// <summary>A list of texts, or one text that stands for a list of it.</summary>
    public static JsonShape Words { get; } = new(JsonShapeKind.Words, Text);

    public static JsonShape TextMap { get; } = MapOf(Text);

    public static JsonShape Empty { get; } = Object();

    public JsonShapeKind Kind { get; }

    /// <summary>What the items of a list or the values of a map are.</summary>
    public JsonShape? Item { get; }

    /// <summary>The members of an object, as the engine writes them.</summary>
    public IEnumerable<(string Name, JsonShape Shape)> Members => members!.Values;

    /// <summary>Names that must not have a value here, with what to do instead.</summary>
    public FrozenDictionary<string, string> Misplaced { get; private init; } = FrozenDictionary<string, string>.Empty;

    public static JsonShape ListOf(JsonShape item) => new(JsonShapeKind.List, item);

    public static JsonShape MapOf(JsonShape value) => new(JsonShapeKind.Map, value);

    public static JsonShape Object(params (string Name, JsonShape Shape)[] members) =>
        new(JsonShapeKind.Object) { members = members.ToFrozenDictionary(m => GoNames.Fold(m.Name), StringComparer.Ordinal) };

    /// <summary>The same object with more members.</summary>
    public JsonShape With(params (string Name, JsonShape Shape)[] more) => Object([.. members!.Values, .. more]);

    /// <summary>The same object, which says where other members belong.</summary>
    public JsonShape Refusing(JsonShape misplaced, string why) =>
        new(JsonShapeKind.Object) { members = members, Misplaced = misplaced.members!.Keys.ToFrozenDictionary(n => n, _ => why, StringComparer.Ordinal) };

    /// <summary>The member that Go's decoder takes a name for; null where there is none.</summary>
    public (string Name, JsonShape Shape)? MemberOf(string folded) => members!.TryGetValue(folded, out (string, JsonShape) member) ? member : null;
}
