using ContainerSecurity.SupplyChain.Advisories;

namespace ContainerSecurity.SupplyChain.Tests.Advisories;

public sealed class AdvisoryAliasesTests
{
    private static readonly AdvisoryAliases Aliases = AdvisoryAliases.Of(
    [
        new Advisory("GHSA-1") { Aliases = ["CVE-1"], Related = ["CVE-9"] },
        new Advisory("PYSEC-1") { Aliases = ["CVE-1"] },
        new Advisory("DSA-1") { Upstream = ["CVE-1", "CVE-2"] },
        new Advisory("USN-1") { Upstream = ["DSA-1"] },
    ]);

    [TestCase("GHSA-1", "CVE-1")]
    [TestCase("CVE-1", "GHSA-1")]
    [TestCase("GHSA-1", "PYSEC-1")]
    [TestCase("pysec-1", "ghsa-1")]
    [TestCase("CVE-77", "CVE-77")]
    public void Aliases_hold_both_ways_and_from_one_to_the_next(string x, string y) =>
        Assert.That(Aliases.AreAliases(x, y), Is.True);

    [TestCase("GHSA-1", "CVE-9")]
    [TestCase("DSA-1", "CVE-1")]
    [TestCase("CVE-1", "CVE-2")]
    [TestCase("CVE-1", "CVE-77")]
    public void Neither_what_is_related_nor_what_is_upstream_is_an_alias(string x, string y) =>
        Assert.That(Aliases.AreAliases(x, y), Is.False);

    [Test]
    public void An_advisory_of_a_distribution_has_the_names_of_all_that_is_upstream() =>
        Assert.That(Aliases.NamesOf("USN-1"), Is.EquivalentTo(new[] { "USN-1", "DSA-1", "CVE-1", "CVE-2", "GHSA-1", "PYSEC-1" }));

    [Test]
    public void What_is_upstream_does_not_have_the_names_of_what_comes_from_it() =>
        Assert.That(Aliases.NamesOf("CVE-1"), Is.EquivalentTo(new[] { "CVE-1", "GHSA-1", "PYSEC-1" }));

    [Test]
    public void Circles_end_and_long_chains_are_followed()
    {
        Advisory[] chain =
        [
            .. Enumerable.Range(0, 100_000).Select(i => new Advisory($"A-{i}") { Aliases = [$"A-{i + 1}"], Upstream = [$"A-{(i + 7) % 100_000}"] }),
        ];
        AdvisoryAliases aliases = AdvisoryAliases.Of(chain);

        Assert.That(aliases.AreAliases("A-0", "A-100000"), Is.True);
        Assert.That(aliases.NamesOf("A-5"), Has.Count.EqualTo(100_001));
    }
}
