using ContainerSecurity.Documents;
using ContainerSecurity.Documents.Yaml;

namespace ContainerSecurity.Sources;

/// <summary>What a compose file says of others.</summary>
/// <param name="Includes">The files that it includes, by their full paths.</param>
/// <param name="Extends">The services of other files that its services extend.</param>
/// <param name="Services">The names of its own services.</param>
internal sealed record ComposeUses(IReadOnlyList<string> Includes, IReadOnlyList<(string File, string Service)> Extends, IReadOnlyList<string> Services)
{
    private static readonly ComposeUses None = new([], [], []);

    /// <summary>
    /// Reads a file. One that cannot be read, or not without an error, uses nothing: what it names is then judged by
    /// itself, and what is wrong with it is said where it is judged.
    /// </summary>
    /// <param name="path">The full path.</param>
    public static ComposeUses Read(string path)
    {
        try
        {
            var reader = new DocumentReader { Use = YamlUse.Compose };
            DocumentSet read = reader.Read(RegularFile.ReadText(path), path);
            if (read.Errors.Count > 0)
                return None;
            MappingNode[] roots = [.. read.Documents.OfType<MappingNode>()];
            MappingEntry[] services = [.. roots.SelectMany(r => (r["services"] as MappingNode)?.Entries ?? [])];
            return new ComposeUses(
                [.. roots.SelectMany(r => (r["include"] as SequenceNode)?.Items ?? []).SelectMany(PathsOf).SelectMany(p => Full(path, p))],
                [.. services.Select(s => (s.Value as MappingNode)?["extends"]).OfType<MappingNode>().SelectMany(e => ExtendedBy(path, e))],
                [.. services.Select(s => s.Key)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }

    private static IEnumerable<string> PathsOf(DocumentNode include) => include switch
    {
        ScalarNode path => [path.Text],
        MappingNode mapping => mapping["path"] switch
        {
            ScalarNode path => [path.Text],
            SequenceNode paths => paths.Items.OfType<ScalarNode>().Select(p => p.Text),
            _ => [],
        },
        _ => [],
    };

    private static IEnumerable<(string File, string Service)> ExtendedBy(string path, MappingNode extends) =>
        extends["file"] is ScalarNode file && extends["service"] is ScalarNode service ? Full(path, file.Text).Select(f => (f, service.Text)) : [];

    /// <summary>The full path of what a file names; none where the name is no path.</summary>
    private static IEnumerable<string> Full(string path, string named)
    {
        try
        {
            return named.Length == 0 ? [] : [Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path) ?? "", named))];
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            return [];
        }
    }
}
