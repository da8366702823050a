using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Rules.Peers;

/// <summary>The pages about the rules of other tools are written from tables: with the variable CSEC_WRITE_DOCS set, the test writes them.</summary>
public class PeerPageTests
{
    private static readonly IReadOnlyList<PeerTable> Tables =
        [.. PeerTable.OfKubernetes(Repository.Root), .. PeerTable.OfBuilds(Repository.Root)];
    private static readonly string[] Engine = ["CSEC0001", "CSEC0002", "CSEC0003", "CSEC0004"];

    private static PeerPage Kubernetes { get; } = new(
        "Rules of other tools and ours: Kubernetes",
        PeerTable.OfKubernetes(Repository.Root),
        [.. PeerTable.Lines(Repository.Root, "differences").Select(l => l.Split(" => "))]);

    private static PeerPage Builds { get; } = new(
        "Rules of other tools and ours: Dockerfiles, compose files and Docker",
        PeerTable.OfBuilds(Repository.Root),
        []);

    [Test]
    public void Page_about_Kubernetes_is_what_the_tables_say() => AssertWritten("peers.md", Kubernetes);

    [Test]
    public void Page_about_builds_is_what_the_tables_say() => AssertWritten("peers-builds.md", Builds);

    [Test]
    public void Every_rule_that_is_named_is_one_of_ours() =>
        Assert.That(Tables.SelectMany(t => t.Rows).SelectMany(r => r.Ours).Distinct().Where(id => RuleCatalog.Find(id) is null).Except(Engine), Is.Empty);

    [Test]
    public void Every_rule_of_a_tool_stands_once()
    {
        foreach (PeerTable table in Tables)
            Assert.That(table.Rows.Select(r => r.Rule), Is.Unique, table.Name);
    }

    [Test]
    public void Every_rule_without_one_of_ours_has_its_reason() =>
        Assert.That(Tables.SelectMany(t => t.Rows).Where(r => r.Answer != PeerAnswer.Ours && r.Remark.Length == 0).Select(r => r.Rule), Is.Empty);

    [Test]
    public void Nearly_all_rules_within_reach_have_one_of_ours()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Kubernetes.Total.Share, Is.GreaterThanOrEqualTo(95));
            Assert.That(Builds.Total.Share, Is.GreaterThanOrEqualTo(95));
        }
    }

    private static void AssertWritten(string name, PeerPage page)
    {
        string path = Repository.File("docs", "rules", name);
        if (Environment.GetEnvironmentVariable("CSEC_WRITE_DOCS") is { Length: > 0 })
            File.WriteAllText(path, page.Write());

        Assert.That(
            File.Exists(path) ? File.ReadAllText(path) : "",
            Is.EqualTo(page.Write()),
            "Write it anew: CSEC_WRITE_DOCS=1 dotnet test tests/ContainerSecurity.Tests --filter PeerPageTests");
    }
}
