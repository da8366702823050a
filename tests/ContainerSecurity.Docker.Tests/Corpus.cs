using System.Reflection;
using System.Text.Json;

namespace ContainerSecurity.Docker.Tests;

/// <summary>The folder of recordings and tables about the engine.</summary>
internal static class Corpus
{
    private static readonly string Root = typeof(Corpus).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot")
        .Value!;

    /// <summary>A file below the corpora; the test is skipped where it is absent.</summary>
    public static string Require(params string[] parts)
    {
        string folder = Environment.GetEnvironmentVariable("CONFORMANCE_DATA") is { Length: > 0 } given ? given : Path.Combine(Root, "..", "shared", "corpora");
        string path = Path.Combine([folder, .. parts]);
        if (!File.Exists(path))
            Assert.Ignore($"The test vectors '{string.Join('/', parts)}' are not there; set CONFORMANCE_DATA to their folder.");
        return path;
    }

    /// <summary>The items of a list in a JSON file.</summary>
    public static JsonElement[] Items(string list, params string[] parts)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Require(parts)));
        return [.. document.RootElement.GetProperty(list).EnumerateArray().Select(i => i.Clone())];
    }
}
