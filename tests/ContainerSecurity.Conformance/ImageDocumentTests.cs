using System.Text;
using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Conformance;

/// <summary>The schema tests and examples of the OCI image specification.</summary>
public class ImageDocumentTests
{
    [Test]
    public void Documents_are_valid_as_the_specification_says()
    {
        string[] cases = File.ReadAllLines(Corpus.Require("oci", "index.jsonl"));
        Assert.That(cases, Is.Not.Empty);
        Assert.That(cases.Select(Judge).OfType<string>(), Is.Empty);
    }

    [Test]
    public void Every_error_has_a_place()
    {
        foreach (string line in File.ReadAllLines(Corpus.Require("oci", "index.jsonl")))
            Assert.That(Read(JsonDocument.Parse(line).RootElement).All(e => e.Span is { Line: >= 1, Column: >= 1 } && e.Message.Length > 0), line);
    }

    [Test]
    public void Referrers_tags_are_those_of_the_distribution_specification()
    {
        using JsonDocument pull = JsonDocument.Parse(File.ReadAllText(Corpus.Require("oci", "pull.json")));
        foreach (JsonElement tag in pull.RootElement.GetProperty("referrersTags").EnumerateArray())
            if (Digest.TryParse(tag.GetProperty("digest").GetString()!, out Digest? digest))
                Assert.That(digest!.ReferrersTag, Is.EqualTo(tag.GetProperty("tag").GetString()));
    }

    private static string? Judge(string line)
    {
        JsonElement test = JsonDocument.Parse(line).RootElement;
        IReadOnlyList<DocumentError> errors = Read(test);
        return test.GetProperty("expected").GetProperty("valid").GetBoolean() == (errors.Count == 0)
            ? null
            : $"{test.GetProperty("id").GetString()}: {string.Join(" ", errors)}";
    }

    private static IReadOnlyList<DocumentError> Read(JsonElement test)
    {
        byte[] json = Encoding.UTF8.GetBytes(test.GetProperty("text").GetString()!);
        string name = test.GetProperty("id").GetString()!;
        return KindOf(test) switch
        {
            "manifest" => ImageManifest.Read(json, name).Errors,
            "index" => ImageIndex.Read(json, name).Errors,
            "config" => ImageConfig.Read(json, name).Errors,
            "descriptor" => Descriptor.Read(json, name).Errors,
            _ => ImageLayoutVersion.Read(json, name).Errors,
        };
    }

    /// <summary>Examples of the prose say by their media type what they are; their kind is the page they stand on.</summary>
    private static string KindOf(JsonElement test) => test.TryGetProperty("mediaType", out JsonElement mediaType)
        ? Uri.UnescapeDataString(mediaType.GetString()!) switch
        {
            ImageMediaType.Manifest => "manifest",
            ImageMediaType.Index => "index",
            ImageMediaType.Config => "config",
            "application/vnd.oci.descriptor.v1+json" => "descriptor",
            _ => "layout",
        }
        : test.GetProperty("kind").GetString()!;
}
