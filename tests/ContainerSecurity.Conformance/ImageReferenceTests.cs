using System.Text.Json;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Conformance;

/// <summary>The table tests of the distribution project's reference package.</summary>
public class ImageReferenceTests
{
    [Test]
    public void Literal_references_parse_as_upstream() => Check("parse.json", c =>
    {
        ImageReferenceError error = ImageReference.TryParseLiteral(Text(c, "input")!, out ImageReference? reference);
        JsonElement expected = c.GetProperty("expected");
        return expected.TryGetProperty("error", out JsonElement name)
            ? NameOf(error) == name.GetString() || IsSha512(c)
            : reference is not null
                && reference.Registry == Text(expected, "domain")
                && reference.Repository == Text(expected, "path")
                && reference.Name == Text(expected, "repository")
                && reference.Tag == Text(expected, "tag")
                && reference.Digest == Text(expected, "digest");
    });

    [Test]
    public void Short_names_are_normalised_as_upstream() => Check("normalize.json", c =>
        ImageReference.TryParse(Text(c, "input")!, out ImageReference? reference) == ImageReferenceError.None
            && c.GetProperty("expected") is var expected
            && reference!.Registry == Text(expected, "domain")
            && reference.Repository == Text(expected, "path")
            && reference.Familiar == (Text(expected, "familiar") ?? reference.Familiar)
            && reference.ToString() == (Text(expected, "normalized") ?? reference.ToString()));

    [Test]
    public void Names_are_valid_as_upstream() => Check("validate-normalized-name.json", c =>
        ImageReference.TryParse(Text(c, "input")!, out _) == ImageReferenceError.None == c.GetProperty("expected").GetProperty("valid").GetBoolean());

    [Test]
    public void Full_names_are_recognised_as_upstream() => Check("parse-named.json", c =>
    {
        string input = Text(c, "input")!;
        bool isFull = ImageReference.TryParse(input, out ImageReference? reference) == ImageReferenceError.None && reference!.ToString() == input;
        JsonElement expected = c.GetProperty("expected");
        return expected.TryGetProperty("error", out _)
            ? !isFull
            : isFull && reference!.Registry == Text(expected, "domain") && reference.Repository == Text(expected, "path");
    });

    [Test]
    public void Names_alone_parse_as_upstream() => Check("with-name.json", c =>
    {
        bool isName = ImageReference.TryParseLiteral(Text(c, "input")!, out ImageReference? reference) == ImageReferenceError.None
            && reference is { Tag: null, Digest: null };
        JsonElement expected = c.GetProperty("expected");
        return expected.TryGetProperty("error", out _)
            ? !isName
            : isName && reference!.Registry == Text(expected, "domain") && reference.Repository == Text(expected, "path");
    });

    [Test]
    public void Tags_and_digests_are_put_behind_names_as_upstream() => Check("with-tag-digest.json", c =>
        ImageReference.TryParseLiteral(Text(c, "name")!, out ImageReference? reference) == ImageReferenceError.None
            && (reference! with { Tag = Text(c, "tag"), Digest = Text(c, "digest") }).ToString() == Text(c, "expected"));

    [Test]
    public void Names_and_image_IDs_parse_as_upstream() => Check("parse-any.json", c =>
    {
        string input = Text(c, "input")!;
        string? digest = ImageReference.DigestOfId(input);
        JsonElement expected = c.GetProperty("expected");
        ImageReference.TryParse(input, out ImageReference? reference);
        return expected.GetProperty("isDigestOnly").GetBoolean() == digest is not null && (digest ?? reference!.ToString()) == Text(expected, "normalized");
    });

    [Test]
    public void What_is_pulled_is_named_as_upstream() => Check("docker-ref.json", c =>
        ImageReference.TryParse(Text(c, "input")!, out ImageReference? reference) == ImageReferenceError.None
            && reference!.WithDefaultTag().ToString() == Text(c.GetProperty("expected"), "normalized"));

    [Test]
    public void Familiar_names_match_patterns_as_upstream() => Check("familiar-match.json", c =>
        ImageReference.TryParse(Text(c, "input")!, out ImageReference? reference) == ImageReferenceError.None
            && reference!.MatchesFamiliar(Text(c, "pattern")!) == c.GetProperty("expected").GetBoolean());

    private static void Check(string file, Func<JsonElement, bool> isRight)
    {
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllText(Corpus.Require("image-references", file)));
        Assert.That(cases.RootElement.GetArrayLength(), Is.GreaterThan(0));
        Assert.That(cases.RootElement.EnumerateArray().Where(c => !isRight(c)).Select(c => c.GetRawText()), Is.Empty);
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    /// <summary>Upstream's tests register sha256 alone; sha512 is a digest of the OCI specification and known here.</summary>
    private static bool IsSha512(JsonElement c) => Text(c, "input")!.Contains("@sha512:", StringComparison.Ordinal);

    private static string NameOf(ImageReferenceError error) => error switch
    {
        ImageReferenceError.Empty => "ErrNameEmpty",
        ImageReferenceError.Uppercase => "ErrNameContainsUppercase",
        ImageReferenceError.NameTooLong => "ErrNameTooLong",
        ImageReferenceError.DigestUnsupported => "digest.ErrDigestUnsupported",
        ImageReferenceError.DigestInvalidLength => "digest.ErrDigestInvalidLength",
        _ => "ErrReferenceInvalidFormat",
    };
}
