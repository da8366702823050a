using System.Reflection;

namespace ContainerSecurity.Conformance;

/// <summary>The folder of third-party test vectors.</summary>
internal static class Corpus
{
    /// <summary>The folder of this repository.</summary>
    public static readonly string Repository =
        typeof(Corpus).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>A path below the corpora; the test is skipped where it is absent.</summary>
    public static string Require(params string[] parts)
    {
        string folder = Environment.GetEnvironmentVariable("CONFORMANCE_DATA") is { Length: > 0 } given
            ? given
            : Path.Combine(Repository, "..", "shared", "corpora");
        string path = Path.Combine([folder, .. parts]);
        if (!File.Exists(path) && !Directory.Exists(path))
            Assert.Ignore($"The test vectors '{string.Join('/', parts)}' are not there; set CONFORMANCE_DATA to their folder.");
        return path;
    }
}
