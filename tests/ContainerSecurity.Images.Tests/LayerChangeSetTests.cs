using System.Reflection;
using System.Text.Json;
using ContainerSecurity.Images.Archives;
using ContainerSecurity.Images.Files;
using ContainerSecurity.Images.Layers;

namespace ContainerSecurity.Images.Tests;

/// <summary>The change sets of the OCI specification's layer.md: whiteouts, opaque folders, replacement, links.</summary>
public class LayerChangeSetTests
{
    private static IEnumerable<TestCaseData> Cases()
    {
        string root = typeof(LayerChangeSetTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        string folder = Environment.GetEnvironmentVariable("CONFORMANCE_DATA") is { Length: > 0 } given ? given : Path.Combine(root, "..", "shared", "corpora");
        string file = Path.Combine(folder, "oci", "layers.jsonl");
        foreach (string line in File.Exists(file) ? File.ReadAllLines(file) : [])
            yield return new TestCaseData(JsonDocument.Parse(line).RootElement).SetArgDisplayNames(
                JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!);
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Layers_merge_as_the_specification_says(JsonElement test)
    {
        using var layout = new TestLayout();
        layout.AddImage("test", [.. test.GetProperty("layers").EnumerateArray().Select(Tar)]);
        await using LayoutImageSource source = await LayoutImageSource.OpenAsync(layout.Path);
        JsonElement expected = test.GetProperty("expected");
        if (expected.TryGetProperty("error", out _))
        {
            Assert.That(() => ReadAsync(source), Throws.TypeOf<ImageReadException>());
            return;
        }
        (ImageFileSystem files, Dictionary<string, string> contents) = await ReadAsync(source);
        if (!expected.TryGetProperty("paths", out JsonElement paths))
        {
            Assert.That(files.Files.Select(f => f.Path), Is.EqualTo(new[] { "d", "etc", "etc/passwd" }));
            return;
        }
        Assert.That(
            files.Files.Select(f => f.Type == LayerEntryType.Directory ? f.Path + "/" : f.Path),
            Is.EquivalentTo(paths.EnumerateArray().Select(PathOf)));
        foreach (JsonElement path in paths.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Object))
            Assert.That(contents[files.Find(PathOf(path))!.Digest!.ToString()], Is.EqualTo(path.GetProperty("content").GetString()));
    }

    private static async Task<(ImageFileSystem Files, Dictionary<string, string> Contents)> ReadAsync(LayoutImageSource source)
    {
        var contents = new Dictionary<string, string>();
        ImageFileSystem files = await ImageFileSystem.ReadAsync(await ContainerImage.OpenAsync(source, "test"), new ImageFileSystemOptions
        {
            ComputeDigests = true,
            OnEntry = async (_, entry, cancellation) =>
            {
                string text = await new StreamReader(entry.Content).ReadToEndAsync(cancellation);
                contents[TestLayout.Sha256(System.Text.Encoding.UTF8.GetBytes(text)).ToString()] = text;
            },
        });
        return (files, contents);
    }

    private static string PathOf(JsonElement path) => path.ValueKind == JsonValueKind.String ? path.GetString()! : path.GetProperty("path").GetString()!;

    private static byte[] Tar(JsonElement layer)
    {
        var tar = new TarBuilder();
        foreach (JsonElement entry in layer.EnumerateArray())
        {
            string path = entry.GetProperty("path").GetString()!;
            string target = entry.TryGetProperty("target", out JsonElement t) ? t.GetString()! : "";
            _ = entry.GetProperty("type").GetString() switch
            {
                "dir" => tar.Folder(path),
                "symlink" => tar.SymbolicLink(path, target),
                "hardlink" => tar.HardLink(path, target),
                _ => tar.File(path, entry.TryGetProperty("content", out JsonElement content) ? content.GetString()! : ""),
            };
        }
        return tar.ToArray();
    }
}
