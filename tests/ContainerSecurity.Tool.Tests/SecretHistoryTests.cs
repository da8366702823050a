using System.Globalization;
using System.Text.Json;

namespace ContainerSecurity.Tool.Tests;

/// <summary>What <c>csec secrets --git</c> finds: each secret once, with the commit that brought it and whether it still stands.</summary>
[NonParallelizable]
[Platform(Exclude = "Win")]
public class SecretHistoryTests
{
    private const string Main = "refs/heads/main";
    private static readonly string[] Formats = ["text", "json", "sarif", "junit", "github", "markdown", "html"];
    private readonly Random random = new(20261130);
    private MadeRepository repository = null!;

    [SetUp]
    public void Create() => repository = new MadeRepository();

    [TearDown]
    public void Remove() => repository.Dispose();

    [Test]
    public void Each_secret_of_a_thousand_commits_is_found_once_with_its_commit_and_whether_it_stands()
    {
        var files = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var planted = new Dictionary<string, (string File, int Line, int Mark)>(StringComparer.Ordinal);
        int? last = null;
        for (int i = 1; i <= 1_000; i++)
        {
            string name = $"folder {random.Next(5)}/é{random.Next(20)}.ini";
            List<string> lines = files.TryGetValue(name, out List<string>? known) ? known : files[name] = ["# settings"];
            var changes = new List<string> { name };
            lines.Insert(random.Next(1, lines.Count + 1), $"size{i} = {i}");
            if (i % 25 == 0 && i % 40 != 0 && i % 60 != 30)
            {
                string value = Synthetic.Value(random);
                lines.Add(Setting(value));
                planted.Add(value, (name, lines.Count, i));
            }
            if (i % 40 == 0)
                lines.RemoveAll(l => l.StartsWith("db_", StringComparison.Ordinal));
            if (i % 60 == 30)
                changes.AddRange(Move(files, name));
            if (i % 70 == 35 && planted.Count > 0)
                lines.Add(Setting(planted.Keys.ElementAt(random.Next(planted.Count))));
            last = repository.Commit(Main, last, [.. changes.Select(c => (c, files.TryGetValue(c, out List<string>? text) ? string.Join('\n', text) : null))]);
        }
        Dictionary<int, string> commits = repository.Write();
        string[] standing = [.. planted.Keys.Where(v => files.Values.Any(l => l.Contains(Setting(v))))];

        string output = Run("secrets", repository.Folder, "--git", "--format", "json", "--verbose").Output;

        Assert.That(
            Found(output).Select(f => (f.File, f.Line, f.Commit, f.Date, f.Stands)),
            Is.EquivalentTo(planted.Select(p => (
                In(p.Value.File),
                p.Value.Line,
                (string?)commits[p.Value.Mark],
                (DateTimeOffset?)MadeRepository.DateOf(p.Value.Mark), standing.Contains(p.Key)))));
        Assert.That(standing, Is.Not.Empty.And.Length.LessThan(planted.Count));
        Assert.That(output, Does.Contain("1000 commits"));
        Assert.That(planted.Keys.Where(output.Contains), Is.Empty);
    }

    [Test]
    public void Secrets_of_merges_branches_tags_stashes_and_removed_files_are_found()
    {
        int first = repository.Commit(Main, null, [("a.txt", "a\n")]);
        int side = repository.Commit("refs/heads/side", first, [("side.txt", Next())]);
        int main = repository.Commit(Main, first, [("b.txt", Next()), ("gone.txt", Next())]);
        int merge = repository.Commit(Main, main, [("merged.txt", Next()), ("gone.txt", null)], side);
        int tag = repository.Commit("refs/tags/v1", main, [("tagged.txt", Next())]);
        int remote = repository.Commit("refs/remotes/origin/x", main, [("remote.txt", Next())]);
        int stash = repository.Commit("refs/stash", merge, [("stashed.txt", Next())], main);
        int note = repository.Commit("refs/pull/1/head", null, [("an \"odd\"\tname ü.txt", Next())]);
        Dictionary<int, string> commits = repository.Write();

        (string File, string? Commit, bool Stands)[] expected =
        [
            ("side.txt", commits[side], true), ("b.txt", commits[main], true), ("gone.txt", commits[main], false), ("merged.txt", commits[merge], true),
            ("tagged.txt", commits[tag], false), ("remote.txt", commits[remote], false), ("stashed.txt", commits[stash], false),
            ("an \"odd\"\tname ü.txt", commits[note], false),
        ];
        // A merge of fast-import takes the first parent's files: what the side has is in the merge no more.
        expected[0].Stands = false;
        Assert.That(
            Found(Run("secrets", repository.Folder, "--git", "--format", "json").Output).Select(f => (f.File, f.Commit, f.Stands)),
            Is.EquivalentTo(expected.Select(e => (In(e.File), e.Commit, e.Stands))));
    }

    [Test]
    public void Older_stashes_tags_of_files_and_files_without_a_commit_are_found()
    {
        repository.Commit(Main, null, [("a.txt", "a\n")]);
        repository.Write();
        repository.Git("", "reset", "-q", "--hard", "main");
        foreach (string text in new[] { Next(), Next() })
        {
            File.WriteAllText(In("a.txt"), text);
            repository.Git("", "stash", "-q");
        }
        string tagged = repository.Git(Next(), "hash-object", "-w", "--stdin");
        repository.Git("", "update-ref", "refs/tags/key", tagged);
        File.WriteAllText(In("new.txt"), Next());
        string staged = Next();
        File.WriteAllText(In("a.txt"), staged);
        repository.Git("", "add", "a.txt");

        Finding[] found = [.. Found(Run("secrets", repository.Folder, "--git", "--format", "json").Output)];

        Assert.That(found, Has.Length.EqualTo(5));
        Assert.That(found.Count(f => f.Commit is not null), Is.EqualTo(2));
        Assert.That(found.Select(f => f.File), Does.Contain(In("new.txt")).And.Contain(In("refs/tags/key")));
        Assert.That(Found(Run("secrets", repository.Folder, "--staged", "--format", "json").Output).Single().File, Is.EqualTo(In("a.txt")));
    }

    [Test]
    public void Part_of_a_history_is_searched_alone()
    {
        int first = repository.Commit(Main, null, [("a.txt", Next())]);
        int second = repository.Commit(Main, first, [("b.txt", Next())]);
        repository.Commit("refs/heads/side", second, [("c.txt", Next())]);
        Dictionary<int, string> commits = repository.Write();

        Assert.That(Files("--range", $"{commits[first]}..main"), Is.EqualTo(new[] { "b.txt" }));
        Assert.That(Files("--branch", "main"), Is.EqualTo(new[] { "a.txt", "b.txt" }));
        string since = MadeRepository.DateOf(2).AddSeconds(-10).ToString("O", CultureInfo.InvariantCulture);
        Assert.That(Files("--since", since), Is.EqualTo(new[] { "b.txt", "c.txt" }));
        Assert.That(Files("--git", "--exclude", "b.txt"), Is.EqualTo(new[] { "a.txt", "c.txt" }));
        Assert.That(Run("secrets", repository.Folder, "--range", "nosuch..main").Code, Is.EqualTo(2));
        Assert.That(Run("secrets", repository.Folder, "--range=--output=x").Code, Is.EqualTo(2));
        Assert.That(Run("secrets", repository.Folder, "--range", "main..main").Code, Is.Zero);
        Assert.That(Run("secrets", repository.Folder, "--staged").Code, Is.Zero);
    }

    [Test]
    public void Secret_of_a_range_that_stands_elsewhere_is_said_to_stand()
    {
        string value = Next();
        int first = repository.Commit(Main, null, [("a.txt", value)]);
        int second = repository.Commit(Main, first, [("a.txt", null), ("b.txt", "# moved\n" + value)]);
        Dictionary<int, string> commits = repository.Write();

        Finding found = Found(Run("secrets", repository.Folder, "--range", commits[first], "--format", "json").Output).Single();

        Assert.That((found.Commit, found.Stands, found.StandsAt), Is.EqualTo((commits[first], true, In("b.txt") + ":2")));
        Assert.That(second, Is.Positive);
    }

    [Test]
    public void Folder_below_the_top_is_searched_alone()
    {
        repository.Commit(Main, null, [("a.txt", Next()), ("sub/b.txt", Next())]);
        repository.Write();
        repository.Git("", "reset", "-q", "--hard", "main");

        IEnumerable<Finding> found = Found(Run("secrets", In("sub"), "--git", "--format", "json").Output);

        Assert.That(found.Select(f => (f.File, f.Stands)), Is.EqualTo(new[] { (In("sub/b.txt"), true) }));
    }

    [TestCaseSource(nameof(Formats))]
    public void Secret_is_in_no_report_and_a_baseline_knows_it(string format)
    {
        string setting = Next();
        int first = repository.Commit(Main, null, [("a.txt", $"x\n{setting}\nother {setting} {setting}\n")]);
        repository.Commit(Main, first, [("a.txt", "x\n")]);
        repository.Write();
        string known = Path.Combine(repository.Folder, ".git", "known.yaml");

        (int code, string output, _) = Run("secrets", repository.Folder, "--git", "--format", format);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("CSEC4012").And.Not.Contain(setting.Trim().Split('=')[1]));
        Run("secrets", repository.Folder, "--git", "--write-baseline", known);
        Assert.That(Run("secrets", repository.Folder, "--git", "--baseline", known, "--format", format).Code, Is.Zero);
    }

    [Test]
    public void Binary_and_large_files_lock_files_and_bundles_are_counted()
    {
        repository.Commit(Main, null,
        [
            ("a.ini", "\0\u0001\0"), ("b.txt", new string('a', 17 * 1024 * 1024)), ("yarn.lock", Next()), ("x.min.js", Next()), ("c.txt", "fine\n"),
        ]);
        repository.Write();

        (int code, string output, _) = Run("secrets", repository.Folder, "--git", "--format", "json");

        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("\"lockFile\":1,\"minified\":1,\"sourceMap\":0,\"binary\":1,\"tooLarge\":1").And.Contain("\"searched\":1"));
    }

    [Test]
    public void Shallow_and_partial_clones_are_told()
    {
        int first = repository.Commit(Main, null, [("a.txt", Next())]);
        repository.Commit(Main, first, [("a.txt", "gone\n"), ("b.txt", Next())]);
        repository.Write();
        repository.Git("", "config", "uploadpack.allowFilter", "true");
        string shallow = Path.Combine(repository.Folder, ".git", "shallow-clone"), partial = Path.Combine(repository.Folder, ".git", "partial-clone");
        repository.Git("", "clone", "-q", "--depth", "1", "file://" + repository.Folder, shallow);
        repository.Git("", "clone", "-q", "--filter=blob:none", "file://" + repository.Folder, partial);

        Assert.That(Run("secrets", shallow, "--git").Output, Does.Contain("shallow clone"));
        (int code, string output, _) = Run("secrets", partial, "--git");
        Assert.That(code, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain("partial clone").And.Contain("1 objects").And.Contain("b.txt"));
    }

    [Test]
    public void Folder_without_a_repository_and_a_machine_without_git_are_errors()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "a.txt"), Next());
        string? path = Environment.GetEnvironmentVariable("PATH");
        try
        {
            (int code, string output, _) = Run("secrets", folder, "--git");
            Assert.That((code, output), Is.EqualTo((2, output)));
            Assert.That(output, Does.Contain("not a git repository").And.Contain("a.txt"));

            Environment.SetEnvironmentVariable("PATH", folder);
            Assert.That(Run("secrets", folder, "--git").Output, Does.Contain("'git' cannot be started"));
            Assert.That(Run("secrets", folder, "--git").Code, Is.EqualTo(2));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Damaged_repository_has_no_clean_verdict()
    {
        repository.Commit(Main, null, [("a.txt", "nothing\n"), ("b.txt", "nothing else\n")]);
        repository.Write();
        string id = repository.Git("", "rev-parse", "main:b.txt");
        string pack = Directory.EnumerateFiles(In(".git/objects/pack"), "*.pack").FirstOrDefault() ?? "";
        if (pack.Length > 0)
        {
            File.Move(pack, In("moved.pack"));
            File.Delete(Path.ChangeExtension(pack, ".idx"));
            using FileStream input = File.OpenRead(In("moved.pack"));
            System.Diagnostics.Process.Start("sh", ["-c", $"cd '{repository.Folder}' && git unpack-objects -q < moved.pack"]).WaitForExit();
        }
        string loose = In($".git/objects/{id[..2]}/{id[2..]}");
        File.SetAttributes(loose, FileAttributes.Normal);
        File.Delete(loose);

        (int code, string output, _) = Run("secrets", repository.Folder, "--git");

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("cannot be searched"));
    }

    [Test]
    public void Nothing_that_a_repository_configures_is_run()
    {
        string sign = In(".git/was-run"), program = In(".git/program");
        File.WriteAllText(program, $"#!/bin/sh\necho run >> '{sign}'\ncat\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        int first = repository.Commit(Main, null, [(".gitattributes", "* diff=x filter=x\n"), ("a.txt", Next())]);
        repository.Commit(Main, first, [("a.txt", Next())]);
        repository.Write();
        repository.Git("", "reset", "-q", "--hard", "main");
        foreach (string setting in new[]
        {
            "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "diff.external", "diff.x.textconv", "diff.x.command",
            "filter.x.clean", "filter.x.smudge", "filter.x.process", "gpg.program", "alias.rev-list", "alias.diff-tree", "alias.cat-file", "core.alternateRefsCommand",
            "uploadpack.packObjectsHook", "credential.helper",
        })
            repository.Git("", "config", setting, program);
        repository.Git("", "config", "log.showSignature", "true");
        Directory.CreateDirectory(In(".git/hooks"));
        foreach (string hook in new[] { "post-checkout", "post-index-change", "reference-transaction", "pre-commit", "fsmonitor-watchman" })
            File.Copy(program, In(".git/hooks/" + hook), overwrite: true);
        File.SetLastWriteTimeUtc(In("a.txt"), DateTime.UtcNow.AddHours(1));

        Assert.That(Run("secrets", repository.Folder, "--git").Code, Is.EqualTo(1));
        Assert.That(Run("secrets", repository.Folder, "--staged").Code, Is.Zero);

        Assert.That(File.Exists(sign), Is.False);
    }

    private static IEnumerable<string> Move(Dictionary<string, List<string>> files, string name)
    {
        string moved = name.Replace(".ini", ".moved.ini", StringComparison.Ordinal);
        if (files.ContainsKey(moved))
            return [];
        files[moved] = files[name];
        files.Remove(name);
        return [moved];
    }

    private static string Setting(string value) => "db_pass" + "word=" + value;

    private static IEnumerable<Finding> Found(string output)
    {
        using var json = JsonDocument.Parse(output);
        Assert.That(json.RootElement.GetProperty("errors").GetArrayLength(), Is.Zero, output);
        return [.. json.RootElement.GetProperty("findings").EnumerateArray().Select(Finding.Of)];
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var reader = new StringReader("");
        return (CommandLine.Run(args, reader, output, error), output.ToString(), error.ToString());
    }

    private string Next() => Setting(Synthetic.Value(random)) + "\n";

    private string In(string file) => $"{repository.Folder}/{file}";

    private IEnumerable<string> Files(params string[] args) =>
        Found(Run(["secrets", repository.Folder, "--format", "json", .. args]).Output)
            .Select(f => f.File[(repository.Folder.Length + 1)..])
            .Order(StringComparer.Ordinal);

    private sealed record Finding(string File, int Line, string? Commit, DateTimeOffset? Date, bool Stands, string? StandsAt)
    {
        private static string PlaceOf(JsonElement at) => $"{at.GetProperty("file").GetString()}:{at.GetProperty("line").GetInt32()}";

        public static Finding Of(JsonElement finding)
        {
            JsonElement place = finding.GetProperty("location"), origin = finding.GetProperty("origin");
            bool isKnown = origin.ValueKind == JsonValueKind.Object;
            bool stands = isKnown && origin.GetProperty("stands").GetBoolean();
            return new Finding(
                place.GetProperty("file").GetString()!,
                place.GetProperty("line").GetInt32(),
                isKnown ? origin.GetProperty("commit").GetString() : null,
                isKnown ? origin.GetProperty("date").GetDateTimeOffset() : null,
                stands,
                stands ? PlaceOf(origin.GetProperty("standsAt")) : null);
        }
    }
}
