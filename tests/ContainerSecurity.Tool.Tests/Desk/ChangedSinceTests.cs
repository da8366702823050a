// csec:allow-secrets-of-file: made-up ones
using ContainerSecurity.Sources;
using ContainerSecurity.Tool.Secrets;

namespace ContainerSecurity.Tool.Tests.Desk;

/// <summary><c>--changed-since</c>: what a change brought, and nothing that was there before.</summary>
[NonParallelizable]
[Platform(Exclude = "Win")]
public class ChangedSinceTests
{
    private DeskFolder desk = null!;

    private string Git(params string[] arguments) => MadeRepository.GitIn(desk.Path, "", arguments);

    [SetUp]
    public void Create()
    {
        desk = new DeskFolder();
        Git("init", "-q", "-b", "main", ".");
        desk.Write("old/pod.yaml", DeskFolder.Privileged);
        desk.Write("old/fine.yaml", DeskFolder.Harmless);
        Commit();
        Git("checkout", "-q", "-b", "feature");
    }

    [TearDown]
    public void Delete() => desk.Dispose();

    private void Commit()
    {
        Git("add", "-A");
        Git("commit", "-q", "-m", "c", "--no-verify");
    }

    private (int Code, string Output, string Error) Scan(params string[] options) =>
        DeskFolder.RunIn(desk.Path, ["scan", "--changed-since", "main", "--rule", "CSEC2001", .. options]);

    [Test]
    public void What_was_there_before_is_left_out_and_counted()
    {
        (int code, string output, string error) = Scan();

        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Not.Contain("CSEC2001"));
        Assert.That(error, Does.Contain("1 finding that was there before 'main' left out"));
    }

    [Test]
    public void New_findings_are_told_whether_committed_staged_or_not_even_added()
    {
        desk.Write("a.yaml", DeskFolder.Privileged);
        Commit();
        desk.Write("b.yaml", DeskFolder.Privileged);
        Git("add", "b.yaml");
        desk.Write("c.yaml", DeskFolder.Privileged);
        desk.Write("old/fine.yaml", DeskFolder.Privileged);

        (int code, string output, _) = Scan();

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("a.yaml:8").And.Contain("b.yaml:8").And.Contain("c.yaml:8").And.Contain("old/fine.yaml:8").And.Not.Contain("old/pod.yaml"));
    }

    [Test]
    public void Lines_that_moved_and_files_that_moved_bring_nothing_new()
    {
        Git("mv", "old", "new");
        Commit();
        desk.Write("new/pod.yaml", "# moved\n\n" + DeskFolder.Privileged);

        Assert.That(Scan().Code, Is.Zero, Scan().Output);
    }

    [Test]
    public void What_others_changed_meanwhile_is_not_this_change()
    {
        Git("checkout", "-q", "main");
        desk.Write("old/pod.yaml", DeskFolder.Harmless);
        Commit();
        Git("checkout", "-q", "feature");

        Assert.That(Scan().Code, Is.Zero, "The finding stands since before the branch parted.");
    }

    [Test]
    public void Waiver_that_the_change_takes_away_brings_its_finding()
    {
        string waived = DeskFolder.Privileged.Replace("    securityContext", "    # csec:ignore CSEC2001 node agent\n    securityContext", StringComparison.Ordinal);
        Git("checkout", "-q", "main");
        desk.Write("waived.yaml", waived);
        Commit();
        Git("checkout", "-q", "-b", "other");
        desk.Write("waived.yaml", DeskFolder.Privileged);

        Assert.That(Scan().Output, Does.Contain("waived.yaml:8"));
    }

    [Test]
    public void Broken_file_counts_where_the_change_touches_it()
    {
        Git("checkout", "-q", "main");
        desk.Write("broken.yaml", "apiVersion: v1\nkind: Pod\nspec: [\n");
        Commit();
        Git("checkout", "-q", "-b", "other");

        Assert.That(Scan().Code, Is.Zero, "It was broken before, and nobody touched it.");
        desk.Write("broken.yaml", "apiVersion: v1\nkind: Pod\nspec: [\n# more\n");
        Assert.That(Scan().Code, Is.EqualTo(2), "A change to it would pass unjudged.");
    }

    /// <summary>A chart and an overlay are judged as a whole, by what several files say together.</summary>
    [TestCase(".")]
    [TestCase("./app")]
    [TestCase("*")]
    public void Charts_and_kustomizations_are_compared_as_a_whole(string path)
    {
        Git("checkout", "-q", "main");
        desk.Write("app/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
        desk.Write("app/values.yaml", "privileged: true\nhost: false\ndbPassword: Xk29vLq8ZpTn4w\n");
        desk.Write("app/templates/pod.yaml",
            "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  hostNetwork: {{ .Values.host }}\n  containers:\n    - name: app\n"
            + "      image: registry.example.com/web:1.2\n      securityContext: {privileged: {{ .Values.privileged }}}\n");
        desk.Write("app/over/kustomization.yaml", "resources: [../base]\n");
        desk.Write("app/base/kustomization.yaml", "resources: [pod.yaml]\n");
        desk.Write("app/base/pod.yaml", DeskFolder.Privileged);
        Commit();
        Git("checkout", "-q", "-b", "other");
        string[] all = ["scan", "--changed-since", "main", "--profile", "all", path == "*" ? desk.Path : path];

        Assert.That(DeskFolder.RunIn(desk.Path, all).Output, Does.Not.Contain("CSEC"), "Nothing was changed.");
        Assert.That(DeskFolder.RunIn(desk.In("app"), [.. all[..^1], desk.In("app")]).Output, Does.Not.Contain("CSEC"), "Nothing was changed.");
        desk.Write("app/values.yaml", "privileged: true\nhost: true\ndbPassword: Xk29vLq8ZpTn4w\n");
        string output = DeskFolder.RunIn(desk.Path, all).Output;
        Assert.That(output, Does.Contain("CSEC3001").And.Not.Contain("CSEC2001").And.Not.Contain("CSEC4012"));
    }

    [TestCase("old")]
    [TestCase("old/pod.yaml")]
    [TestCase("./old/*.yaml")]
    public void Paths_are_compared_however_they_are_named(string path) => Assert.That(Scan(path).Code, Is.Zero, Scan(path).Output);

    [Test]
    public void Folder_within_the_repository_may_be_where_csec_runs() =>
        Assert.That(DeskFolder.RunIn(desk.In("old"), "scan", "--changed-since", "main", "--rule", "CSEC2001").Code, Is.Zero);

    [TestCase("no-such")]
    [TestCase("--upload-pack=x")]
    [TestCase("")]
    public void Revision_that_is_none_is_an_error(string revision) =>
        Assert.That(DeskFolder.RunIn(desk.Path, "scan", "--changed-since=" + revision).Code, Is.EqualTo(2));

    [Test]
    public void Outside_of_a_repository_there_is_nothing_to_compare_with()
    {
        using var other = new DeskFolder();
        other.Write("pod.yaml", DeskFolder.Privileged);

        Assert.That(DeskFolder.RunIn(other.Path, "scan", "--changed-since", "main").Code, Is.EqualTo(2));
    }

    [Test]
    public void Filters_and_hooks_of_the_repository_do_not_run()
    {
        desk.Write(".gitattributes", "*.yaml filter=evil diff=evil\n");
        desk.Write("old/pod.yaml", DeskFolder.Privileged + "# changed\n");
        foreach (string setting in new[] { "filter.evil.clean", "filter.evil.smudge", "diff.evil.command", "diff.evil.textconv", "core.fsmonitor" })
            Git("config", setting, $"touch {desk.In("ran")}; cat");

        Assert.That(Scan().Code, Is.Zero);
        Assert.That(File.Exists(desk.In("ran")), Is.False);
    }

    [Test]
    public void Tree_that_is_larger_than_allowed_is_refused()
    {
        var git = new GitProgram(desk.Path, keepsIndex: false);

        Assert.That(() => GitChanges.Since(git, desk.Path, "main", maxTotal: 100), Throws.InstanceOf<GitException>().With.Message.Contains("too large"));
        Assert.That(() => GitChanges.Since(git, desk.Path, "main", maxTotal: 10_000).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Link_of_the_history_that_leads_out_is_not_followed()
    {
        using var other = new DeskFolder();
        string secret = other.Write("pod.yaml", DeskFolder.Privileged);
        Git("checkout", "-q", "main");
        File.CreateSymbolicLink(desk.In("link.yaml"), secret);
        Commit();
        Git("checkout", "-q", "-b", "other");
        File.Delete(desk.In("link.yaml"));
        desk.Write("link.yaml", DeskFolder.Privileged);

        Assert.That(Scan().Output, Does.Contain("link.yaml:8"), "What the link led to was no file of the repository.");
    }

    [Test]
    public void Nothing_stays_behind()
    {
        string[] Folders() => Directory.GetDirectories(Path.GetTempPath(), "csec-since-*");
        string[] before = Folders();

        Scan();

        Assert.That(Folders().Except(before), Is.Empty);
    }
}
