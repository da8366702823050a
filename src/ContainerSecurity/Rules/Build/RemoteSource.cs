using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Build;

/// <summary>Tells sources of ADD that are downloaded from those of the build's folder.</summary>
internal static class RemoteSource
{
    private static readonly string[] Schemes = ["http://", "https://", "git://", "ssh://", "git@"];

    /// <summary>Whether a source is downloaded.</summary>
    public static bool Is(string source) => Array.Exists(Schemes, s => source.StartsWith(s, StringComparison.OrdinalIgnoreCase));

    /// <summary>What COPY or ADD takes: all arguments but the last, without here-documents.</summary>
    public static IEnumerable<Field<string>> SourcesOf(Instruction instruction) =>
        instruction.Values.Take(instruction.Values.Count - 1).Where((_, i) => !instruction.Arguments[i].Value.StartsWith("<<", StringComparison.Ordinal));
}
