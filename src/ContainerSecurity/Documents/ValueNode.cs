using System.Globalization;
using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Documents;

/// <summary>Values of the Common Expression Language as documents, so that what an expression made is read as what a file holds.</summary>
internal static class ValueNode
{
    private static readonly SourceFile Nowhere = new("(value)");

    /// <summary>The document of a value: the one it was read from, or a new one.</summary>
    public static DocumentNode Of(CelValue value) => value switch
    {
        { IsFailure: true } => new UnknownNode(Nowhere, SourceSpan.FileStart) { IsPresent = value.Failure!.IsPresent, IsImplied = value.Failure.IsPresent },
        _ when value.As<DocumentMap>() is { } document => document.Mapping.Copy(),
        _ when value.As<DocumentList>() is { } list => list.Sequence.Copy(),
        _ when value.As<CelMap>() is { } map => OfMap(map),
        _ when value.As<CelList>() is { } list => new SequenceNode(Nowhere, SourceSpan.FileStart, [.. Items(list)]),
        _ when value.As<CelOptional>() is { } optional => Of(optional.HasValue ? optional.Value : CelValue.Null),
        _ => OfScalar(value),
    };

    private static MappingNode OfMap(CelMap map)
    {
        var entries = new List<MappingEntry>();
        bool isOpen = false;
        foreach (CelValue key in map.Keys)
        {
            isOpen |= key.IsUnknown;
            if (!key.IsFailure && map.TryGet(key, out CelValue value))
                entries.Add(new MappingEntry(key.ToString(), SourceSpan.FileStart, Of(value)));
        }
        return new MappingNode(Nowhere, SourceSpan.FileStart, entries, isOpen);
    }

    private static IEnumerable<DocumentNode> Items(CelList list)
    {
        for (int i = 0; i < list.Count; i++)
            yield return Of(list[i]);
    }

    private static ScalarNode OfScalar(CelValue value) => value.Kind switch
    {
        CelKind.Null => Plain("null"),
        CelKind.Bool => Plain(value == CelValue.True ? "true" : "false"),
        CelKind.Int or CelKind.Uint => Plain(value.ToString()),
        CelKind.Double => Plain(value.AsDouble().ToString("R", CultureInfo.InvariantCulture)),
        CelKind.String => new ScalarNode(Nowhere, SourceSpan.FileStart, value.AsString(), ScalarStyle.Quoted),
        _ => new ScalarNode(Nowhere, SourceSpan.FileStart, value.ToString(), ScalarStyle.Quoted),
    };

    private static ScalarNode Plain(string text) => new(Nowhere, SourceSpan.FileStart, text, ScalarStyle.Plain);
}
