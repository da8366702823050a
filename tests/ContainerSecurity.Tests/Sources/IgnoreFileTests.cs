using System.Diagnostics;
using System.Text;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Sources;

/// <summary>Ignore files hide what git does not see, whatever is written in them.</summary>
public class IgnoreFileTests
{
    private static readonly string[] Parts =
    [
        "a", "b", "c", "ab", "abc", "*", "**", "?", "[ab]", "[!a]", "[^b]", "[a-c]", "[[:alpha:]]", "[]a]", "[a",
        "\\a", "\\*", "\\ ", " ", ".", "/", "/", "/**/",
        "**/", "/**", "x.", ".y", "***", "-", "]", "!", "#",
    ];

    private string folder = "";

    [SetUp]
    public void Create()
    {
        folder = Directory.CreateTempSubdirectory("csec-ignore-").FullName;
        Git("", "init", "-q", ".");
    }

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Any_patterns_hide_what_git_ignores()
    {
        var random = new Random(20261130);
        string[] names = ["a", "b", "c", "ab", "abc", "x.y", "a b", "[a", "*", "]", "-", "!a", "#b", "x.", ".y"];
        string[] paths = [.. Enumerable.Range(0, 120).Select(_ => string.Join('/', Pick(random, names, 1 + random.Next(3)))).Distinct()];
        for (int i = 0; i < 60; i++)
        {
            string text = string.Join('\n', Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Pattern(random)));
            File.WriteAllText(Path.Combine(folder, ".gitignore"), text + "\n");
            var file = new IgnoreFile(text + "\n");

            string[] hidden = [.. paths.Where(p => IsHidden(file, p))];

            Assert.That(hidden, Is.EqualTo(IgnoredByGit(paths)), text);
        }
    }

    [Test]
    public void Nested_files_negations_and_the_repository_itself_hide_what_git_ignores()
    {
        var random = new Random(20261201);
        string[] names = ["a", "b", "c"];
        string[] files = [.. Enumerable.Range(0, 60)
            .Select(_ => string.Join('/', Pick(random, names, 1 + random.Next(3))) + "/f" + random.Next(4) + ".yaml").Distinct()];
        foreach (string file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
            File.WriteAllText(Path.Combine(folder, file), "a: 1\n");
        }
        string[] lines = ["f1*", "!f1*", "/a", "b/", "!b/", "c/**", "!c/a", "*.yaml", "!*.yaml", "a/b", "**/c/f2.yaml", "!f3.yaml", "f0.yaml"];
        string[] folders = [.. files.Select(f => Path.GetDirectoryName(f)!).Append("").Append(".git/info").Distinct()];
        for (int i = 0; i < 40; i++)
        {
            foreach (string at in folders)
                if (random.Next(4) == 0)
                    File.WriteAllText(
                        Path.Combine(folder, at, at == ".git/info" ? "exclude" : ".gitignore"),
                        string.Join('\n', Pick(random, lines, 1 + random.Next(3))));
            foreach (string searched in new[] { "", "a", "b/c" }.Where(s => Directory.Exists(Path.Combine(folder, s))))
            {
                string root = Path.Combine(folder, searched).TrimEnd('/');
                if (searched.Length > 0 && IgnoredByGit([searched]).Count > 0)
                    continue;
                SourceSelection found = SourceDiscovery.Find([root], new SourceDiscoveryOptions { IgnoreFiles = [".gitignore"] });
                string[] within = [.. files.Where(f => searched.Length == 0 || f.StartsWith(searched + "/", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal)];

                Assert.That(
                    found.Sources.Select(s => Path.GetRelativePath(folder, s.Name).Replace('\\', '/')).Order(StringComparer.Ordinal),
                    Is.EqualTo(within.Except(IgnoredByGit(within))), $"{i} {searched}");
            }
        }
    }

    [Test]
    public void Folder_that_is_named_is_read_although_its_repository_hides_it()
    {
        Directory.CreateDirectory(Path.Combine(folder, "out"));
        File.WriteAllText(Path.Combine(folder, ".gitignore"), "out/\n*.yaml\n");
        File.WriteAllText(Path.Combine(folder, "out", "web.yaml"), "a: 1\n");

        SourceSelection found = SourceDiscovery.Find([Path.Combine(folder, "out")], new SourceDiscoveryOptions { IgnoreFiles = [".gitignore"] });

        Assert.That(found.Sources, Has.Count.EqualTo(1));
    }

    [Test]
    public void Pattern_of_many_stars_takes_no_time_without_end()
    {
        var file = new IgnoreFile(string.Concat(Enumerable.Repeat("*a", 500)) + "b\n");

        Assert.That(file.Ignores(new string('a', 2_000), isFolder: false), Is.Null);
    }

    private static string Pattern(Random random) => (random.Next(4) == 0 ? "!" : "") + string.Concat(Pick(random, Parts, 1 + random.Next(4)));

    private static string[] Pick(Random random, string[] all, int count) => [.. Enumerable.Range(0, count).Select(_ => all[random.Next(all.Length)])];

    /// <summary>A file is hidden where a folder above it is.</summary>
    private static bool IsHidden(IgnoreFile file, string path)
    {
        for (int slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
            if (file.Ignores(path[..slash], isFolder: true) == true)
                return true;
        return file.Ignores(path, isFolder: false) == true;
    }

    private List<string> IgnoredByGit(string[] paths)
    {
        string told = Git(string.Join('\0', paths) + "\0", "-c", "core.excludesFile=", "check-ignore", "--no-index", "-z", "--stdin");
        string[] ignored = told.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return [.. paths.Where(p => ignored.Contains(p))];
    }

    private string Git(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        using Process git = Process.Start(start)!;
        git.StandardInput.Write(input);
        git.StandardInput.Close();
        string output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return output;
    }
}
