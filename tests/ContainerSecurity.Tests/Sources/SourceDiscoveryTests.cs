using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Sources;

/// <summary>What a search takes of folders, patterns and names, and what it leaves.</summary>
public class SourceDiscoveryTests
{
    private string folder = "";

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("csec-discovery-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Files_of_known_names_are_found_by_name_and_nothing_is_opened()
    {
        Write("b/Dockerfile", "a/web.yaml", "a/notes.md", ".git/config.yaml", "node_modules/x/x.json", "appsettings.json");

        SourceSelection found = SourceDiscovery.Find([folder]);

        Assert.That(Names(found), Is.EqualTo(new[] { "a/web.yaml", "appsettings.json", "b/Dockerfile" }));
        Assert.That(found.Sources, Has.All.Property("IsFound").True);
    }

    [Test]
    public void What_is_named_and_is_not_there_is_an_error_and_the_others_are_found()
    {
        Write("web.yaml");

        SourceSelection found = SourceDiscovery.Find([At("gone.yaml"), At("web.yaml"), At("*.toml")]);

        Assert.That(found.Errors.Select(e => e.Message), Is.EqualTo(new[] { "There is no such file or folder.", "There is no file that matches." }));
        Assert.That(found.Sources.Single().IsFound, Is.False);
    }

    [TestCase("*.yaml", new[] { "a.yaml" })]
    [TestCase("**/*.yaml", new[] { "a.yaml", "x/b.yaml", "x/y/c.yaml" })]
    [TestCase("x/*", new[] { "x/b.yaml", "x/d.tpl" })]
    [TestCase("x/?.[st]pl", new[] { "x/d.tpl" })]
    public void Pattern_takes_what_it_matches_whatever_its_name(string pattern, string[] expected)
    {
        Write("a.yaml", "x/b.yaml", "x/y/c.yaml", "x/d.tpl");

        Assert.That(Names(SourceDiscovery.Find([At(pattern)])), Is.EqualTo(expected));
    }

    [TestCase("*.yaml", "web.yaml", true)]
    [TestCase("*.yaml", "a/b/web.yaml", true)]
    [TestCase("/web.yaml", "web.yaml", true)]
    [TestCase("/web.yaml", "a/web.yaml", false)]
    [TestCase("a/web.yaml", "a/web.yaml", true)]
    [TestCase("a/web.yaml", "b/a/web.yaml", false)]
    [TestCase("out/", "out/web.yaml", true)]
    [TestCase("out/", "a/out/web.yaml", true)]
    [TestCase("web.yaml/", "web.yaml", false)]
    [TestCase("out", "out/a/web.yaml", true)]
    [TestCase("**/out", "a/out/web.yaml", true)]
    [TestCase("a/**", "a/b/web.yaml", true)]
    [TestCase("a/**/web.yaml", "a/web.yaml", true)]
    [TestCase("# web.yaml", "web.yaml", false)]
    [TestCase("web.yaml   ", "web.yaml", true)]
    [TestCase("*.yaml\n!web.yaml", "web.yaml", false)]
    [TestCase("!web.yaml\n*.yaml", "web.yaml", true)]
    [TestCase("out/\n!out/web.yaml", "out/web.yaml", true)]
    [TestCase("w?b.yaml\r", "web.yaml", true)]
    [TestCase("[a-w]eb.yaml", "web.yaml", true)]
    [TestCase("\\#web.yaml", "#web.yaml", true)]
    [TestCase("\\!web.yaml", "!web.yaml", true)]
    [TestCase("web\\*.yaml", "web1.yaml", false)]
    [TestCase("", "web.yaml", false)]
    public void Ignore_file_hides_what_git_would_not_see(string lines, string file, bool isHidden)
    {
        Write(file);
        File.WriteAllText(At(".gitignore"), lines + "\n");

        SourceSelection found = SourceDiscovery.Find([folder], new SourceDiscoveryOptions { IgnoreFiles = [".gitignore"] });

        Assert.That(found.Sources.Count, Is.EqualTo(isHidden ? 0 : 1));
        Assert.That(found.PassedOver.Count, Is.EqualTo(isHidden ? 1 : 0));
        Assert.That(SourceDiscovery.Find([folder]).Sources, Has.Count.EqualTo(1));
        Assert.That(SourceDiscovery.Find([At(file)], new SourceDiscoveryOptions { IgnoreFiles = [".gitignore"] }).Sources, Has.Count.EqualTo(1), "named");
    }

    [Test]
    public void Ignore_file_of_an_inner_folder_has_the_last_word()
    {
        Write("a/web.yaml", "b/web.yaml");
        File.WriteAllText(At(".gitignore"), "*.yaml\n");
        File.WriteAllText(At("a/.gitignore"), "!web.yaml\n");

        Assert.That(Names(SourceDiscovery.Find([folder], new SourceDiscoveryOptions { IgnoreFiles = [".gitignore"] })), Is.EqualTo(new[] { "a/web.yaml" }));
    }

    [Test]
    public void Folders_are_entered_to_a_depth_and_what_is_deeper_is_an_error()
    {
        Write("a/b/c/web.yaml", "a/b/web.yaml");

        SourceSelection found = SourceDiscovery.Find([folder], new SourceDiscoveryOptions { MaxDepth = 3 });

        Assert.That(Names(found), Is.EqualTo(new[] { "a/b/web.yaml" }));
        Assert.That(found.Errors.Single().ToString(), Does.Contain("a/b/c").And.Contain("deeper than 3"));
    }

    [Test]
    public void Link_that_leads_out_of_the_folder_is_passed_over_with_a_note_and_one_within_is_followed()
    {
        Write("in/web.yaml", "outside.yaml");
        File.CreateSymbolicLink(At("in/out.yaml"), "../outside.yaml");
        File.CreateSymbolicLink(At("in/same.yaml"), "web.yaml");

        SourceSelection found = SourceDiscovery.Find([At("in")]);

        Assert.That(Names(found), Is.EqualTo(new[] { "in/same.yaml", "in/web.yaml" }));
        Assert.That(found.PassedOver.Single().Fault, Does.Contain("out of the folder"));
    }

    [Test]
    public void Link_to_a_folder_is_not_followed()
    {
        Write("in/web.yaml");
        Directory.CreateSymbolicLink(At("in/loop"), ".");

        Assert.That(Names(SourceDiscovery.Find([At("in")])), Is.EqualTo(new[] { "in/web.yaml" }));
    }

    [Test]
    public void Names_of_a_format_of_ones_own_are_wanted()
    {
        Write("web.container", "web.yaml");

        SourceSelection found = SourceDiscovery.Find(
            [folder],
            new SourceDiscoveryOptions { Wants = p => p.EndsWith(".container", StringComparison.Ordinal), Exclude = ["*.yaml"] });

        Assert.That(Names(found), Is.EqualTo(new[] { "web.container" }));
    }

    [Test]
    public void Override_is_left_to_its_base()
    {
        Write("a/compose.yaml", "a/compose.override.yaml", "b/compose.override.yaml");

        Assert.That(Names(SourceDiscovery.Find([folder])), Is.EqualTo(new[] { "a/compose.yaml", "b/compose.override.yaml" }));
    }

    [Test]
    public void Compose_files_that_others_include_are_left_to_them()
    {
        WriteText("compose.yaml", "include: [db/compose.yaml, {path: [cache.yml, gone.yml]}]\nservices: {web: {image: 'web:1'}}");
        WriteText("db/compose.yaml", "include: [../common/logs.yml]\nservices: {db: {image: 'db:1'}}");
        WriteText("cache.yml", "services: {cache: {image: 'cache:1'}}");
        WriteText("common/logs.yml", "services: {logs: {image: 'logs:1'}}");

        SourceSelection found = SourceDiscovery.Find([folder]);

        Assert.Multiple(() =>
        {
            Assert.That(Names(found), Is.EqualTo(new[] { "compose.yaml" }));
            Assert.That(found.PassedOver.Select(p => p.Reason).ToList(), Has.Count.EqualTo(3).And.All.Contains("compose.yaml' takes it in"));
            Assert.That(Names(SourceDiscovery.Find([At("db")])), Is.EqualTo(new[] { "db/compose.yaml" }), "Who is not searched takes in nothing.");
            Assert.That(
                Names(SourceDiscovery.Find([folder, At("cache.yml")])), Is.EqualTo(new[] { "cache.yml", "compose.yaml" }), "A file that is named is judged.");
            Assert.That(
                Names(SourceDiscovery.Find([folder], new SourceDiscoveryOptions { Exclude = [At("compose.yaml")] })), Does.Contain("db/compose.yaml"),
                "Who is excluded takes in nothing.");
        });
    }

    [Test]
    public void What_a_broken_compose_file_includes_is_judged_by_itself()
    {
        WriteText("compose.yaml", "include: [db.yml]\nservices: {web: {image: 'web:1'}}\nservices: {}");
        WriteText("db.yml", "services: {db: {image: 'db:1'}}");

        Assert.That(Names(SourceDiscovery.Find([folder])), Is.EqualTo(new[] { "compose.yaml", "db.yml" }));
    }

    [Test]
    public void Of_compose_files_that_include_each_other_one_stays()
    {
        WriteText("a/compose.yaml", "include: [../b/compose.yaml]\nservices: {a: {image: 'a:1'}}");
        WriteText("b/compose.yaml", "include: [../a/compose.yaml]\nservices: {b: {image: 'b:1'}}");

        Assert.That(Names(SourceDiscovery.Find([folder])), Is.EqualTo(new[] { "a/compose.yaml" }));
    }

    [Test]
    public void Project_with_an_override_is_judged_although_another_includes_it()
    {
        WriteText("compose.yaml", "include: [db/compose.yaml]\nservices: {web: {image: 'web:1'}}");
        WriteText("db/compose.yaml", "services: {db: {image: 'db:1'}}");
        WriteText("db/compose.override.yaml", "services: {db: {privileged: true}}");

        Assert.That(Names(SourceDiscovery.Find([folder])), Is.EqualTo(new[] { "compose.yaml", "db/compose.yaml" }));
    }

    [TestCase("services: {base: {image: 'b:1'}}", ExpectedResult = "compose.yaml")]
    [TestCase("services: {base: {image: 'b:1'}, other: {image: 'o:1'}}", ExpectedResult = "compose.common.yml compose.yaml")]
    [TestCase("services: {base: {extends: {file: compose.deep.yml, service: deep}}}", ExpectedResult = "compose.yaml")]
    public string Compose_files_of_which_each_service_is_extended_are_left_to_who_extends_them(string common)
    {
        WriteText("compose.yaml", "services: {web: {extends: {file: compose.common.yml, service: base}}}");
        WriteText("compose.common.yml", common);
        if (common.Contains("deep"))
            WriteText("compose.deep.yml", "services: {deep: {image: 'd:1'}}");

        return string.Join(' ', Names(SourceDiscovery.Find([folder])));
    }

    [Test]
    public void Compose_files_that_extend_each_other_and_that_nobody_leads_to_are_judged()
    {
        WriteText("compose.a.yml", "services: {a: {extends: {file: compose.b.yml, service: b}}}");
        WriteText("compose.b.yml", "services: {b: {extends: {file: compose.a.yml, service: a}}}");

        Assert.That(Names(SourceDiscovery.Find([folder])), Is.EqualTo(new[] { "compose.a.yml", "compose.b.yml" }));
    }

    private void WriteText(string file, string text)
    {
        Write(file);
        File.WriteAllText(At(file), text);
    }

    private void Write(params string[] files)
    {
        foreach (string file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(file))!);
            File.WriteAllText(At(file), "a: 1\n");
        }
    }

    private string At(string path) => Path.Combine(folder, path);

    private IEnumerable<string> Names(SourceSelection found) => found.Sources.Select(s => Path.GetRelativePath(folder, s.Name).Replace('\\', '/'));
}
