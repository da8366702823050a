using ContainerSecurity.Documents;
using ContainerSecurity.Sources;

namespace OwnFormat;

/// <summary>Reads <c>*.container</c> files: a new format.</summary>
public sealed class QuadletFormat : ISourceFormat
{
    public bool CanRead(SourceData source) => source.Name.EndsWith(".container", StringComparison.Ordinal);

    public SourceContent Read(SourceData source)
    {
        var entries = new List<MappingEntry>();
        foreach ((string line, int number) in source.Text.Split('\n').Select((l, i) => (l, i + 1)))
            if (line.Split('=', 2) is [var key, var value] && !entries.Exists(e => e.Key == key))
                entries.Add(new(key, new(number, 1, number, key.Length + 1),
                    new ScalarNode(source.File!, new(number, key.Length + 2, number, line.Length + 1), value, ScalarStyle.Quoted)));
        var root = new NodeView(new MappingNode(source.File!, SourceSpan.FileStart, entries));
        return new SourceContent(source.Name, [new Quadlet(root, Path.GetFileNameWithoutExtension(source.Name))], []);
    }
}
