using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Packages.Versions;

namespace ContainerSecurity.SupplyChain.Tests.Advisories.Matching;

public sealed class RangeEvaluatorTests
{
    private static readonly VersionOrder SemVer = VersionOrder.Of(PackageEcosystem.SemVer);

    // i = introduced, f = fixed, a = last affected, l = limit.
    [TestCase("i0 f1.2", "1.1", "1.2")]
    [TestCase("i0 f1.2", "1.2", null)]
    [TestCase("i0", "99", "none")]
    [TestCase("i1.0 f1.2 i2.0 f2.2", "1.5", null)]
    [TestCase("i1.0 f1.2 i2.0 f2.2", "2.1", "2.2")]
    [TestCase("i1.0 f1.2 i2.0 f2.2", "0.9", null)]
    [TestCase("i1.0 a1.2", "1.2", "none")]
    [TestCase("i1.0 a1.2", "1.2.1", null)]
    [TestCase("i0 l1.2", "1.1", "none")]
    [TestCase("i0 l1.2", "1.2", null)]
    [TestCase("i0 l*", "99", "none")]
    public void A_version_is_affected_as_the_specification_says(string range, string version, string? fix) =>
        Assert.That(Evaluate(range, version), Is.EqualTo(fix));

    [TestCase("f2.2 i1.0 i2.0 f1.2", "2.1", "2.2")]
    [TestCase("f2.2 i1.0 i2.0 f1.2", "1.1", "1.2")]
    [TestCase("f1.2 i0", "1.1", "1.2")]
    public void Events_in_any_order_equal_the_sorted_ones(string range, string version, string? fix) =>
        Assert.That(Evaluate(range, version), Is.EqualTo(fix));

    [Test]
    public void Zero_is_before_all_so_that_a_fix_in_a_pseudo_version_hits_no_tagged_one()
    {
        Assert.That(Evaluate("i0 fv0.0.0-20201216223049-8b5274cf687f", "v0.47.0"), Is.Null);
        Assert.That(Evaluate("i0 fv0.0.0-20201216223049-8b5274cf687f", "v0.0.0-20190101000000-000000000000"), Is.EqualTo("v0.0.0-20201216223049-8b5274cf687f"));
    }

    [TestCase("i2.0 f1.0", "2.1", "none")]
    [TestCase("i2.0 f1.0", "1.5", null)]
    [TestCase("i2.0 f2.0", "2.0", "none")]
    public void A_fix_below_what_it_fixes_neither_crashes_nor_clears(string range, string version, string? fix) =>
        Assert.That(Evaluate(range, version), Is.EqualTo(fix));

    [Test]
    public void Fixed_in_zero_says_that_no_version_ever_had_it() =>
        Assert.That(Evaluate("i0 f0", "1.0"), Is.Null);

    [Test]
    public void Semantic_ranges_compare_by_semantic_versions_whatever_the_ecosystem_does()
    {
        AffectedRange range = new(true, [new(RangeEventKind.Introduced, "0"), new(RangeEventKind.Fixed, "1.0.0")]);

        Assert.That(RangeEvaluator.IsAffected(range, "1.0.0-rc.1", VersionOrder.Of(PackageEcosystem.Debian), out _), Is.True);
    }

    [Test]
    public void Ranges_and_versions_and_constraints_are_joined_by_or()
    {
        VersionConstraint.TryParse(PackageEcosystem.SemVer, ">=5.0, <6.0", out VersionConstraint? constraint, out _);
        AffectedPackage package = new(AdvisoryEcosystem.Parse("crates.io"), "x")
        {
            Ranges = [Parse("i1.0 f1.2"), Parse("i2.0 f2.2")],
            Versions = ["3.0"],
            Constraints = [constraint!],
        };

        Assert.That(
            new[] { "0.9", "1.1", "1.5", "2.1", "3.0", "3.1", "5.5" }.Where(v => AffectedVersions.Contain(package, v, SemVer, out _)),
            Is.EqualTo(new[] { "1.1", "2.1", "3.0", "5.5" }));
    }

    [Test]
    public void It_equals_a_naive_evaluator_on_whole_numbers()
    {
        Random random = new(21);
        for (int round = 0; round < 20_000; round++)
        {
            (RangeEventKind Kind, int At)[] events =
            [
                .. Enumerable.Range(0, random.Next(1, 7)).Select(_ => ((RangeEventKind)random.Next(3), random.Next(1, 6))),
            ];
            AffectedRange range = new(false, [.. events.Select(e => new RangeEvent(e.Kind, $"{e.At}"))]);
            for (int version = 0; version < 8; version++)
                Assert.That(
                    RangeEvaluator.IsAffected(range, $"{version}", SemVer, out string? fix),
                    Is.EqualTo(IsAffectedNaively(events, version)),
                    $"{string.Join(' ', events)}: {version}, {fix}");
        }
    }

    // Walks from version to version: at each the flaw ends, then begins; after it ends what it was the last one of.
    private static bool IsAffectedNaively((RangeEventKind Kind, int At)[] events, int version)
    {
        bool isAffected = false;
        for (int at = 0; at <= version; at++)
        {
            if (events.Contains((RangeEventKind.LastAffected, at - 1)))
                isAffected = false;
            if (events.Contains((RangeEventKind.Fixed, at)))
                isAffected = false;
            if (events.Contains((RangeEventKind.Introduced, at)))
                isAffected = true;
        }

        return isAffected;
    }

    private static string? Evaluate(string range, string version) =>
        RangeEvaluator.IsAffected(Parse(range), version, SemVer, out string? fix) ? fix ?? "none" : null;

    private static AffectedRange Parse(string text) => new(
        false,
        [
            .. text.Split(' ').Select(e => new RangeEvent(
                e[0] switch
                {
                    'i' => RangeEventKind.Introduced,
                    'f' => RangeEventKind.Fixed,
                    'a' => RangeEventKind.LastAffected,
                    _ => RangeEventKind.Limit,
                },
                e[1..])),
        ]);
}
