using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>
/// Finds the files that a build copies, and that would be private keys by their names, but hold public ones or
/// certificates by their text.
/// </summary>
internal static class PublicKeyFiles
{
    /// <summary>More than any build copies; a hostile one names more.</summary>
    private const int MostFiles = 50;

    private static readonly string[] Endings = [".key", ".pem"];

    private static readonly string[] PublicBlocks = ["PUBLIC KEY-----", "PGP PUBLIC KEY BLOCK-----", "CERTIFICATE-----"];

    /// <summary>The files, as the instructions name them.</summary>
    /// <param name="build">The Dockerfile.</param>
    /// <param name="read">Gives the text of a file by its path from the Dockerfile's folder; known where there is one that is text.</param>
    public static IReadOnlyCollection<string> In(Dockerfile build, Func<string, Field<string>> read) =>
        [.. build.Instructions.Select(i => i.Trigger ?? i)
            .Where(i => i.Name is "COPY" or "ADD" && i.Flag("from") is null)
            .SelectMany(i => i.Values.Take(i.Values.Count - 1))
            .Where(f => f.Is(IsNamedAsKey))
            .Select(f => f.Value)
            .Distinct()
            .Take(MostFiles)
            .Where(f => read(Relative(f)).Is(IsPublic))];

    private static bool IsNamedAsKey(string source) =>
        Array.Exists(Endings, e => source.EndsWith(e, StringComparison.OrdinalIgnoreCase)) && source.IndexOfAny(['*', '?', '[', ':']) < 0;

    /// <summary>The root of the build's folder is that folder.</summary>
    private static string Relative(string source) => source.Replace('\\', '/').TrimStart('/');

    private static bool IsPublic(string text) =>
        Array.Exists(PublicBlocks, b => text.IndexOf(b, StringComparison.Ordinal) >= 0) && text.IndexOf("PRIVATE KEY", StringComparison.Ordinal) < 0;
}
