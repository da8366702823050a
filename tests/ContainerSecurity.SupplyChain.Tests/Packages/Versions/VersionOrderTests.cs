using ContainerSecurity.SupplyChain.Packages.Versions;

namespace ContainerSecurity.SupplyChain.Tests.Packages.Versions;

public sealed class VersionOrderTests
{
    private static readonly PackageEcosystem[] Ecosystems = Enum.GetValues<PackageEcosystem>();

    [TestCase(PackageEcosystem.Debian, "1.0~rc1-1", "1.0-1")]
    [TestCase(PackageEcosystem.Debian, "9.9.9-1", "1:1.2.3-1")]
    [TestCase(PackageEcosystem.Alpine, "1.2.3_rc1-r0", "1.2.3-r0")]
    [TestCase(PackageEcosystem.Rpm, "1.0~rc1-1", "1.0-1")]
    [TestCase(PackageEcosystem.Rpm, "1.0", "1.0^20240101")]
    [TestCase(PackageEcosystem.Rpm, "1.0^20240101", "1.0.1")]
    [TestCase(PackageEcosystem.Maven, "1.0-alpha-1", "1.0-SNAPSHOT")]
    [TestCase(PackageEcosystem.NuGet, "1.0.0-BETA", "1.0.0-beta.1")]
    [TestCase(PackageEcosystem.PyPI, "1.0.dev1", "1.0a1")]
    [TestCase(PackageEcosystem.PyPI, "1.0", "1.0+local")]
    [TestCase(PackageEcosystem.Go, "v0.0.0-20200101000000-abcdefabcdef", "0.47.0")]
    [TestCase(PackageEcosystem.Npm, "1.2.3-r100", "1.2.3-r2")]
    [TestCase(PackageEcosystem.Cargo, "0.9.0", "0.10.0")]
    [TestCase(PackageEcosystem.RubyGems, "1.0.a", "1.0")]
    [TestCase(PackageEcosystem.Packagist, "1.0-dev", "1.0a1")]
    [TestCase(PackageEcosystem.Pub, "1.0.0", "1.0.0+1")]
    [TestCase(PackageEcosystem.Cran, "1.0-4", "1.0.10")]
    [TestCase(PackageEcosystem.Hackage, "1.0", "1.0.0")]
    public void The_first_is_older_than_the_second(PackageEcosystem ecosystem, string older, string newer)
    {
        VersionOrder order = VersionOrder.Of(ecosystem);

        Assert.That(order.Compare(older, newer), Is.EqualTo(-1));
        Assert.That(order.Compare(newer, older), Is.EqualTo(1));
    }

    [TestCase(PackageEcosystem.Debian, "1.0 beta", "1.0")]
    [TestCase(PackageEcosystem.Rpm, "1.0/2", "1:1.0-2.el9")]
    [TestCase(PackageEcosystem.PyPI, "2004d", "2004")]
    [TestCase(PackageEcosystem.SemVer, "latest", "1.0.0")]
    [TestCase(PackageEcosystem.NuGet, "1.2.3.4.5", "1.2.3.4")]
    [TestCase(PackageEcosystem.RubyGems, "v1", "1.a")]
    [TestCase(PackageEcosystem.Packagist, "dev-main", "v1.0")]
    [TestCase(PackageEcosystem.Cran, "1", "1.0")]
    [TestCase(PackageEcosystem.Hackage, "1.a", "1")]
    [TestCase(PackageEcosystem.Maven, "", "anything")]
    public void What_is_no_version_is_said(PackageEcosystem ecosystem, string none, string version)
    {
        Assert.That(VersionOrder.Of(ecosystem).IsValid(none), Is.False);
        Assert.That(VersionOrder.Of(ecosystem).IsValid(version), Is.True);
    }

    [TestCaseSource(nameof(Ecosystems))]
    public void A_text_longer_than_the_bound_is_no_version_and_older_than_all(PackageEcosystem ecosystem)
    {
        VersionOrder order = VersionOrder.Of(ecosystem);
        string longest = "1." + new string('1', VersionOrder.MaxLength - 2);
        string tooLong = longest + "1";

        Assert.That(order.IsValid(tooLong), Is.False);
        Assert.That(order.Compare(tooLong, "0.0.1"), Is.EqualTo(-1));
        Assert.That(order.Compare(longest, "0.0.1"), Is.EqualTo(1));
        Assert.That(order.Compare(tooLong, tooLong), Is.Zero);
    }

    [TestCaseSource(nameof(Ecosystems))]
    public void Hostile_versions_are_compared(PackageEcosystem ecosystem)
    {
        VersionOrder order = VersionOrder.Of(ecosystem);
        foreach (string unit in new[] { "1-", "1.", "a1", "-", ".0", "0-0.", "~", "^", "_p1", "x-", ".é" })
        {
            string x = string.Concat(Enumerable.Repeat(unit, VersionOrder.MaxLength / unit.Length));
            for (int i = 0; i < 20; i++)
            {
                Assert.That(order.Compare(x, x), Is.Zero);
                Assert.That(order.Compare(x, x[..^1] + "2"), Is.EqualTo(-order.Compare(x[..^1] + "2", x)));
            }
        }
    }

    [TestCaseSource(nameof(Ecosystems))]
    public void Any_two_texts_have_an_order_that_does_not_depend_on_their_sides(PackageEcosystem ecosystem)
    {
        VersionOrder order = VersionOrder.Of(ecosystem);
        Random random = new(7);
        const string Alphabet = "0123.-_~^+:!abrcpv xé";
        for (int i = 0; i < 3000; i++)
        {
            string[] texts = [.. Enumerable.Range(0, 3).Select(_ => Text(random, Alphabet))];
            Assert.That(order.Compare(texts[0], texts[0]), Is.Zero);
            Assert.That(order.Compare(texts[0], texts[1]), Is.EqualTo(-order.Compare(texts[1], texts[0])), $"'{texts[0]}' '{texts[1]}'");
        }
    }

    private static string Text(Random random, string alphabet) =>
        new([.. Enumerable.Range(0, random.Next(9)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
}
