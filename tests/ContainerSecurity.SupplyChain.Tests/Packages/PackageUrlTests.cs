using ContainerSecurity.SupplyChain.Packages;

namespace ContainerSecurity.SupplyChain.Tests.Packages;

public sealed class PackageUrlTests
{
    [TestCase("pkg:deb/debian/curl@7.88.1-10?arch=amd64&distro=debian-12")]
    [TestCase("pkg:npm/%40angular/animation@12.3.1")]
    [TestCase("pkg:deb/debian/libstdc%2B%2B6@12.2.0-14")]
    [TestCase("pkg:golang/stdlib@1.22.3")]
    public void A_canonical_text_is_read_and_written_alike(string text) =>
        Assert.That(PackageUrl.Parse(text).ToString(), Is.EqualTo(text));

    [Test]
    public void Two_that_are_written_alike_are_equal_whatever_their_case_was()
    {
        PackageUrl built = new("PyPI", null, "Foo._bar", "1.0", new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" });
        PackageUrl parsed = PackageUrl.Parse("pkg:pypi/foo-bar@1.0?a=1&b=2");

        Assert.That(built, Is.EqualTo(parsed));
        Assert.That(built == parsed, Is.True);
        Assert.That(built.GetHashCode(), Is.EqualTo(parsed.GetHashCode()));
        Assert.That(built, Is.Not.EqualTo(PackageUrl.Parse("pkg:pypi/foo-bar@1.1?a=1&b=2")));
    }

    [Test]
    public void Qualifiers_without_value_are_left_out() =>
        Assert.That(PackageUrl.Parse("pkg:generic/a?x=&y=1").ToString(), Is.EqualTo("pkg:generic/a?y=1"));

    [TestCase("pkg:generic/a?x=1&x=2", "twice")]
    [TestCase("pkg:generic/a?x", "no value")]
    [TestCase("pkg:generic/a%zz", "percent-encoded")]
    [TestCase("pkg:generic/%ff", "percent-encoded")]
    [TestCase("pkg:generic/a%2", "percent-encoded")]
    [TestCase("pkg:generic/a%2fb/c", "slash")]
    [TestCase("", "begin with 'pkg:'")]
    [TestCase("pkg:", "no type")]
    [TestCase("pkg:nuget/x/y@1", "no namespace")]
    [TestCase("pkg:swift/y@1", "needs a namespace")]
    [TestCase("pkg:swid/y@1", "needs the qualifier 'tag_id'")]
    public void What_is_wrong_is_said(string text, string reason)
    {
        Assert.That(PackageUrl.TryParse(text, out PackageUrl? url, out string? error), Is.False);
        Assert.That(url, Is.Null);
        Assert.That(error, Does.Contain(reason));
        Assert.That(() => PackageUrl.Parse(text), Throws.InstanceOf<FormatException>());
    }

    [Test]
    public void A_constructor_refuses_what_its_type_forbids() =>
        Assert.That(() => new PackageUrl("nuget", "x", "y"), Throws.ArgumentException);

    [Test]
    public void A_text_longer_than_the_bound_is_refused()
    {
        string text = "pkg:generic/" + new string('a', 16 * 1024);

        Assert.That(PackageUrl.TryParse(text, out _, out string? error), Is.False);
        Assert.That(error, Does.Contain("at most"));
        Assert.That(PackageUrl.TryParse(text[..(16 * 1024)], out _, out _), Is.True);
    }

    [Test]
    public void What_is_written_is_read_back_alike_whatever_it_holds()
    {
        Random random = new(21);
        const string Alphabet = "aB1.-_~:/?#@&=%+ äß日 \0";
        for (int i = 0; i < 5000; i++)
        {
            string type = random.Next(4) switch { 0 => "generic", 1 => "deb", 2 => "git", _ => "maven" };
            Dictionary<string, string> qualifiers = new() { ["k1"] = Text(random, Alphabet), ["k2"] = Text(random, Alphabet) };
            string[] parts = [.. Enumerable.Range(0, 4).Select(_ => Text(random, Alphabet))];
            if (!PackageUrl.TryCreate(type, parts[0], parts[1], parts[2], qualifiers, parts[3], out PackageUrl? url, out _))
                continue;
            string written = url.ToString();
            Assert.That(PackageUrl.TryParse(written, out PackageUrl? read, out string? error), Is.True, $"{written}: {error}");
            Assert.That(read!.ToString(), Is.EqualTo(written));
        }
    }

    [Test]
    public void No_text_crashes_the_reader()
    {
        Random random = new(22);
        const string Alphabet = "pkg:/@?#&=%20npmaé\ud800";
        for (int i = 0; i < 20000; i++)
        {
            string text = (random.Next(2) == 0 ? "pkg:npm/" : "") + Text(random, Alphabet);
            bool isUrl = PackageUrl.TryParse(text, out PackageUrl? url, out string? error);
            Assert.That(isUrl ? error : url?.ToString(), Is.Null);
        }
    }

    private static string Text(Random random, string alphabet) =>
        new([.. Enumerable.Range(0, random.Next(8)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
}
