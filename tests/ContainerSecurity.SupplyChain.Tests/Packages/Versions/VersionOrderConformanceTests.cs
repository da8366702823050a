using System.Text.Json;
using ContainerSecurity.SupplyChain.Packages.Versions;

namespace ContainerSecurity.SupplyChain.Tests.Packages.Versions;

public sealed class VersionOrderConformanceTests
{
    private static readonly string[] Names = [.. VersionCorpus.Ecosystems.Keys];

    [Test]
    public void All_comparisons_are_there() =>
        Assert.That(Names.Sum(n => VersionCorpus.Comparisons(n).Count), Is.EqualTo(2715));

    [TestCaseSource(nameof(Names))]
    public void Every_comparison_agrees_with_the_tools_of_the_ecosystem(string name)
    {
        VersionOrder order = VersionOrder.Of(VersionCorpus.Ecosystems[name]);
        string[] failures =
        [
            .. VersionCorpus.Comparisons(name)
                .Where(c => order.Compare(c.A, c.B) != c.Expected || order.Compare(c.B, c.A) != -c.Expected)
                .Select(c => $"'{c.A}' {c.Expected} '{c.B}', but {order.Compare(c.A, c.B)}"),
        ];

        Assert.That(failures, Is.Empty, string.Join('\n', failures));
    }

    [TestCaseSource(nameof(Names))]
    public void The_versions_have_one_order_so_that_comparing_is_reflexive_antisymmetric_and_transitive(string name)
    {
        VersionOrder order = VersionOrder.Of(VersionCorpus.Ecosystems[name]);
        string[] odd = ["", " ", "-", "~", "^1", "x", "1.x", "v", "1!", ":", "1:", "\u00e9", "1..2", "1-", "0", "00", "+"];
        // Maven's own order has circles among texts without a number above zero: "0" < "v3" < "0-final-ga" = "0".
        string[] versions =
        [
            .. VersionCorpus.Comparisons(name).SelectMany(c => new[] { c.A, c.B })
                .Concat(name == "maven" ? odd.Where(v => v.Length > 0 && char.IsAsciiDigit(v[0])) : odd)
                .Where(v => v != "0-final-ga")
                .Distinct(),
        ];
        Array.Sort(versions, (x, y) => order.Compare(x, y) is var sign and not 0 ? sign : string.CompareOrdinal(x, y));

        // One place in a line for each, so that all pairs agree with it, is what the three laws mean.
        int[] places = new int[versions.Length];
        for (int i = 1; i < versions.Length; i++)
            places[i] = places[i - 1] + (order.Compare(versions[i - 1], versions[i]) == 0 ? 0 : 1);
        for (int i = 0; i < versions.Length; i++)
            for (int j = 0; j < versions.Length; j++)
                if (order.Compare(versions[i], versions[j]) != places[i].CompareTo(places[j]))
                    Assert.Fail($"'{versions[i]}' and '{versions[j]}' are not in order.");
    }

    [Test]
    public void Every_constraint_means_what_it_means_to_the_tools_of_the_ecosystem()
    {
        using JsonDocument document = VersionCorpus.Read("constraints");
        List<string> failures = [];
        foreach (JsonElement test in document.RootElement.EnumerateArray())
        {
            PackageEcosystem ecosystem = VersionCorpus.Ecosystems[test.GetProperty("ecosystem").GetString()!];
            // apk-tools writes "!" before a comparison that must fail, and the expectation says so again.
            string text = test.GetProperty("constraint").GetString()!.TrimStart(ecosystem == PackageEcosystem.Alpine ? '!' : '\0');
            string version = test.GetProperty("version").GetString()!;
            bool prerelease = test.TryGetProperty("includePrerelease", out JsonElement include) && include.GetBoolean();
            bool isRead = VersionConstraint.TryParse(ecosystem, text, out VersionConstraint? constraint, out string? error);
            if (!isRead || constraint!.IsSatisfiedBy(version, prerelease) != test.GetProperty("expected").GetBoolean())
                failures.Add($"{test}: {error}");
        }

        Assert.That(failures, Is.Empty, string.Join('\n', failures));
        Assert.That(document.RootElement.GetArrayLength(), Is.EqualTo(304));
    }

    [Test]
    public void Every_version_of_apk_is_valid_where_apk_says_so()
    {
        using JsonDocument document = VersionCorpus.Read("apk-validity");
        VersionOrder order = VersionOrder.Of(PackageEcosystem.Alpine);
        string[] failures =
        [
            .. document.RootElement.EnumerateArray()
                .Where(t => order.IsValid(t.GetProperty("version").GetString()!) != t.GetProperty("expected").GetProperty("valid").GetBoolean())
                .Select(t => t.ToString()),
        ];

        Assert.That(failures, Is.Empty, string.Join('\n', failures));
        Assert.That(document.RootElement.GetArrayLength(), Is.EqualTo(31));
    }
}
