using System.Text.RegularExpressions;
using ContainerSecurity.Resources;
using FsCheck;
using FsCheck.Fluent;

namespace ContainerSecurity.Tests.Resources;

public class ImageReferenceTests
{
    private static readonly string Sha256 = "sha256:" + new string('a', 64);

    [TestCase("nginx", "docker.io/library/nginx", "nginx")]
    [TestCase("acme/web:1.0", "docker.io/acme/web:1.0", "acme/web")]
    [TestCase("index.docker.io/nginx", "docker.io/library/nginx", "nginx")]
    [TestCase("docker.io/library/a/b", "docker.io/library/a/b", "library/a/b")]
    [TestCase("localhost/web", "localhost/web", "localhost/web")]
    [TestCase("registry:5000/web", "registry:5000/web", "registry:5000/web")]
    [TestCase("[2001:db8::1]:5000/web:1", "[2001:db8::1]:5000/web:1", "[2001:db8::1]:5000/web")]
    public void Short_names_are_names_of_Docker_Hub(string text, string normalized, string familiar)
    {
        Assert.That(ImageReference.TryParse(text, out ImageReference? reference), Is.EqualTo(ImageReferenceError.None));
        Assert.That(reference!.ToString(), Is.EqualTo(normalized));
        Assert.That(reference.FamiliarName, Is.EqualTo(familiar));
    }

    [TestCase("", ImageReferenceError.Empty)]
    [TestCase("acme/Web", ImageReferenceError.Uppercase)]
    [TestCase("https://acme/web", ImageReferenceError.InvalidFormat)]
    [TestCase("web:tag with space", ImageReferenceError.InvalidFormat)]
    [TestCase("web:", ImageReferenceError.InvalidFormat)]
    [TestCase("web@", ImageReferenceError.InvalidFormat)]
    [TestCase("web/", ImageReferenceError.InvalidFormat)]
    [TestCase("web\u0660", ImageReferenceError.InvalidFormat)]
    [TestCase("web___x", ImageReferenceError.InvalidFormat)]
    [TestCase("web@sha256:abcdef0123456789abcdef0123456789", ImageReferenceError.DigestInvalidLength)]
    [TestCase("web@md5:abcdef0123456789abcdef0123456789", ImageReferenceError.DigestUnsupported)]
    public void Bad_references_say_why(string text, ImageReferenceError expected)
    {
        Assert.That(ImageReference.TryParse(text, out ImageReference? reference), Is.EqualTo(expected));
        Assert.That(reference, Is.Null);
    }

    [Test]
    public void Tags_and_names_have_a_longest_length()
    {
        Assert.That(ImageReference.TryParse("web:" + new string('1', 128), out _), Is.EqualTo(ImageReferenceError.None));
        Assert.That(ImageReference.TryParse("web:" + new string('1', 129), out _), Is.EqualTo(ImageReferenceError.InvalidFormat));
        Assert.That(ImageReference.TryParse("acme.io/" + new string('a', 255), out _), Is.EqualTo(ImageReferenceError.None));
        Assert.That(ImageReference.TryParse("acme.io/" + new string('a', 256), out _), Is.EqualTo(ImageReferenceError.NameTooLong));
    }

    [Test]
    public void Digests_stand_before_tags()
    {
        ImageReference.TryParse($"web:1.0@{Sha256}", out ImageReference? reference);
        Assert.That(reference!.WithDefaultTag().ToString(), Is.EqualTo($"docker.io/library/web@{Sha256}"));
    }

    [Test]
    public void Bare_image_IDs_are_no_names_but_digests()
    {
        string id = new('a', 64);
        Assert.That(ImageReference.TryParse(id, out _), Is.EqualTo(ImageReferenceError.ImageId));
        Assert.That(ImageReference.DigestOfId(id), Is.EqualTo(Sha256));
        Assert.That(ImageReference.DigestOfId("web"), Is.Null);
    }

    [TestCase("registry.example.com", "registry.example.com/shop/web:1", true)]
    [TestCase("registry.example.com/", "registry.example.com/shop/web:1", true)]
    [TestCase("registry.example.com", "registry.example.com.evil.net/web", false)]
    [TestCase("registry.example.com:5000", "registry.example.com:5000/web", true)]
    [TestCase("ghcr.io/acme", "ghcr.io/acme/web", true)]
    [TestCase("ghcr.io/acme", "ghcr.io/acme-evil/web", false)]
    [TestCase("ghcr.io/acme/*", "ghcr.io/acme/team/web", true)]
    [TestCase("ghcr.io/team-*/web", "ghcr.io/team-a/web", true)]
    [TestCase("ghcr.io/team-*/web", "ghcr.io/team-a/api", false)]
    [TestCase("ghcr.io/acme", "GHCR.io:443/acme/web", true)]
    [TestCase("GHCR.io:443/acme", "ghcr.io/acme/web", true)]
    [TestCase("*.example.com", "a.example.com/web", true)]
    [TestCase("*.example.com/web", "evil.net/a.example.com/web", false)]
    [TestCase("nginx", "docker.io/library/nginx:1", true)]
    [TestCase("nginx", "acme/nginx", false)]
    [TestCase("library/*", "redis", true)]
    [TestCase("docker.io", "acme/web", true)]
    [TestCase("docker.io/acme", "acme/web", true)]
    [TestCase("docker.io/nginx", "nginx", true)]
    [TestCase("index.docker.io/acme/*", "acme/web", true)]
    [TestCase("redis:7", "redis:7", true)]
    [TestCase("redis:7", "redis:6", false)]
    [TestCase("redis:latest", "redis", true)]
    [TestCase("redis:7.*", "redis:7.2", true)]
    [TestCase("*", "acme.io/a/b", true)]
    [TestCase("*/*", "acme.io/a/b", true)]
    public void Patterns_match_whole_path_components(string pattern, string image, bool expected)
    {
        ImageReference.TryParse(image, out ImageReference? reference);
        Assert.That(new ImagePattern(pattern).Matches(reference!), Is.EqualTo(expected));
    }

    /// <summary>The grammar of the distribution project for names, as it writes it.</summary>
    private static readonly Regex Grammar = new(
        @"^(?:(?<registry>(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?::[0-9]+)?)/)?"
            + @"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$",
        RegexOptions.CultureInvariant);

    [Test]
    public void Any_name_is_read_by_the_grammar_of_the_distribution_project() =>
        Prop.ForAll(Gen.Elements("a", "0", "B", ".", "_", "-", "/", ":5/").ListOf(9).Select(parts => string.Concat(parts)).ToArbitrary(), name =>
        {
            Match match = Grammar.Match(name);
            bool isRead = ImageReference.TryParseLiteral(name, out ImageReference? reference) == ImageReferenceError.None;
            // What follows the last slash behind a colon is a tag, which the names here have none of.
            return isRead == match.Success && (!isRead || (reference!.Registry ?? "") == match.Groups["registry"].Value);
        }).QuickCheckThrowOnFailure();
}
