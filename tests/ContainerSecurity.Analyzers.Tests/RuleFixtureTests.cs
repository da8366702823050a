using ContainerSecurity.Rules;
using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>
/// Every rule of the bands on images, privileges, isolation, secrets and access in C#: what it tells, and what only
/// looks like it. The files of <c>Fixtures/Rules</c> have
/// under each rule's ID lines of one expression, <c>bad</c> or <c>fine</c>.
/// </summary>
public class RuleFixtureTests
{
    private const string Policy = """
        apiVersion: containersecurity.io/v1
        kind: Policy
        profile: all
        parameters:
          trustedImages: [registry.example.com]
          blockedImages: [docker.io/library/blocked]
          runtimeClasses: [gvisor]
        """;

    private const string Head = "using Docker.DotNet; using Docker.DotNet.Models; using DotNet.Testcontainers.Builders; using k8s.Models; class Deployment { ";

    /// <summary>Rules that no C# can break, and why.</summary>
    private static readonly Dictionary<string, string> NotInCode = new()
    {
        ["CSEC1007"] = "is of images",
        ["CSEC1010"] = "is of what stores of approvals say",
        ["CSEC1011"] = "needs somebody who verifies images",
        ["CSEC1012"] = "is of images",
        ["CSEC1016"] = "is of images",
        ["CSEC1014"] = "is of images",
        ["CSEC1015"] = "is of the settings of Docker engines",
        ["CSEC1017"] = "is of projects",
        ["CSEC1018"] = "is of projects",
        ["CSEC2016"] = "is of images",
        ["CSEC2020"] = "is of the settings of Docker engines",
        ["CSEC2021"] = "is of the settings of Docker engines",
        ["CSEC2022"] = "is of the settings of Docker engines",
        ["CSEC2023"] = "is of the settings of Docker engines",
        ["CSEC2024"] = "is of fields that the models do not have",
        ["CSEC3020"] = "is of compose files",
        ["CSEC3021"] = "is of the settings of Docker engines",
        ["CSEC4007"] = "is of Dockerfiles",
        ["CSEC4008"] = "is of images",
        ["CSEC4009"] = "is of images",
        ["CSEC5017"] = "needs all manifests of a cluster",
        ["CSEC5018"] = "needs several manifests",
        ["CSEC5022"] = "needs all manifests of a cluster",
        ["CSEC5023"] = "needs all manifests of a cluster",
        ["CSEC5029"] = "needs all manifests of a cluster",
        ["CSEC5030"] = "needs all manifests of a cluster",
        ["CSEC5049"] = "is of the settings of Docker engines",
        ["CSEC5050"] = "is of the settings of Docker engines",
        ["CSEC5051"] = "is of the settings of Docker engines",
        ["CSEC5052"] = "is of the settings of Docker engines",
        ["CSEC5053"] = "is of a field whose successor code may set later",
        ["CSEC5058"] = "is of the control plane's own manifests, see its tests",
        ["CSEC5059"] = "is of the control plane's own manifests, see its tests",
        ["CSEC5060"] = "is of the control plane's own manifests, see its tests",
        ["CSEC5061"] = "is of the control plane's own manifests, see its tests",
        ["CSEC5062"] = "is of the control plane's own manifests, see its tests",
        ["CSEC5063"] = "is of the control plane's own manifests, see its tests",
        ["CSEC5064"] = "is of the control plane's own manifests, see its tests",
        ["CSEC5065"] = "is of the control plane's own manifests, see its tests",
        ["CSEC5066"] = "is of the control plane's own manifests, see its tests",
        ["CSEC5067"] = "is of the control plane's own manifests, see its tests",
        ["CSEC5068"] = "is of the control plane's own manifests, see its tests",
        ["CSEC5069"] = "is of the control plane's own manifests, see its tests",
        ["CSEC5070"] = "is of the control plane's own manifests, see its tests",
        ["CSEC5071"] = "is of the control plane's own manifests, see its tests",
        ["CSEC5072"] = "is of the client's settings, see the tests of clients",
        ["CSEC5073"] = "is of pipelines",
        ["CSEC4001"] = "is of literals everywhere, see the tests of secrets",
        ["CSEC4003"] = "is of literals everywhere, see the tests of secrets",
        ["CSEC4004"] = "is of literals everywhere, see the tests of secrets",
        ["CSEC4012"] = "is of literals everywhere, see the tests of secrets",
        ["CSEC5019"] = "is of literals everywhere, see the tests of secrets",
    };

    private static readonly FixtureFile[] Files = FixtureFile.In("Rules");

    [TestCaseSource(nameof(Files))]
    public async Task Bad_lines_are_told_and_fine_ones_are_not(object file)
    {
        var fixture = (FixtureFile)file;
        RuleLine[] lines = [.. RuleLine.Read(fixture.Text)];
        var code = new FixtureFile(fixture.Name, Head + string.Join('\n', Enumerable.Range(1, lines[^1].Number)
            .Select(n => MemberOf(lines.FirstOrDefault(l => l.Number == n)))) + " }")
        { Policy = Policy };

        string[] found = await code.Analyze(DiagnosticSeverity.Info);

        Assert.That(lines.Where(l => l.IsBad != found.Contains($"{l.Number} {l.Rule}"))
            .Select(l => $"line {l.Number} {l.Rule}: {(l.IsBad ? "not told" : "told")}"), Is.Empty);
    }

    [Test]
    public void Every_rule_has_a_bad_line_and_two_fine_ones()
    {
        ILookup<string, RuleLine> lines = Files.SelectMany(f => RuleLine.Read(f.Text)).ToLookup(l => l.Rule);
        string[] rules = [.. RuleCatalog.All.Select(r => r.Descriptor.Id).Where(id => id[4] is >= '1' and <= '5' && !NotInCode.ContainsKey(id))];

        Assert.That(rules.Where(r => !lines[r].Any(l => l.IsBad) || lines[r].Count(l => !l.IsBad) < 2), Is.Empty);
    }

    private static string MemberOf(RuleLine? line) => line is null ? "" : $"object M{line.Number}(string text, bool yes, int number) => {line.Expression};";

    private sealed record RuleLine(string Rule, int Number, bool IsBad, string Expression)
    {
        public static IEnumerable<RuleLine> Read(string text)
        {
            string rule = "";
            foreach ((int i, string line) in text.Split('\n').Index())
                if (line.StartsWith("CSEC", StringComparison.Ordinal))
                    rule = line.Trim();
                else if (line.StartsWith("bad ", StringComparison.Ordinal) || line.StartsWith("fine ", StringComparison.Ordinal))
                    yield return new RuleLine(rule, i + 1, line[0] == 'b', line[5..].Trim());
        }
    }
}
