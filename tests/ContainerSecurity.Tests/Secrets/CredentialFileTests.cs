using System.Text.RegularExpressions;
using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Isolation;
using ContainerSecurity.Rules.Secrets;
using ContainerSecurity.Secrets.Files;
using ContainerSecurity.Tests.Rules;

namespace ContainerSecurity.Tests.Secrets;

/// <summary>What is a file of credentials is said once; each place that asks gets the entries that are meant for it.</summary>
public class CredentialFileTests
{
    private static IEnumerable<string[]> Record =>
        File.ReadLines(Repository.File("tests", "ContainerSecurity.Tests", "Secrets", "credential-files-of-record.txt"))
            .Where(l => !l.StartsWith('#'))
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<TestCaseData> Entries =>
        Record.Select(e => new TestCaseData(e[0], e[1] == "I", e[2] == "B", e[3] == "M", e[4] == "word", e[5]).SetArgDisplayNames(e[0]));

    [Test]
    public void Record_and_table_agree()
    {
        IEnumerable<string> table = CredentialFileTable.Rows.SelectMany(r => r.Paths.Select(p =>
            $"{p} {Letter(r, CredentialUse.Image)} {Letter(r, CredentialUse.Build)} {Letter(r, CredentialUse.Mount)} {(r.Words.Length > 0 ? "word" : "-")} {r.Kind}"));

        Assert.That(table, Is.EquivalentTo(Record.Select(e => string.Join(' ', e))));
    }

    [TestCaseSource(nameof(Entries))]
    public void Entry_is_found_in_an_image_where_it_is_meant_to(string pattern, bool inImage, bool inBuild, bool isMounted, bool needsWord, string kind)
    {
        string path = "srv/x/" + Sample(pattern);
        CredentialFile? row = CredentialFiles.InImage(path);

        Assert.That(row?.Kind.ToString(), Is.EqualTo(inImage ? kind : null));
        if (inImage && row!.Kind != SensitiveFileKind.EnvironmentFile)
        {
            Assert.That(JudgeImage(path, $"# {row.Words.FirstOrDefault()}"), Has.Count.EqualTo(1), "with a word of the row");
            Assert.That(JudgeImage(path, "# nothing"), Has.Count.EqualTo(needsWord ? 0 : 1), "without a word of the row");
        }
    }

    [TestCaseSource(nameof(Entries))]
    public void Entry_is_found_in_a_build_where_it_is_meant_to(string pattern, bool inImage, bool inBuild, bool isMounted, bool needsWord, string kind)
    {
        string[] sources = [Sample(pattern), "deploy/" + Sample(pattern), "./" + Sample(pattern)];

        foreach (string source in sources)
            Assert.That(Manifest.Build($"FROM web:1.0\nCOPY {source} /x/").Judge<SecretInBuild>(), Has.Count.EqualTo(inBuild ? 1 : 0), source);
    }

    [TestCaseSource(nameof(Entries))]
    public void Entry_is_found_in_a_mount_where_it_is_meant_to(string pattern, bool inImage, bool inBuild, bool isMounted, bool needsWord, string kind)
    {
        string sample = Sample(pattern).TrimEnd('/');
        bool isFound = isMounted
            || CredentialFileTable.Rows.Any(r =>
                r.Uses.HasFlag(CredentialUse.Mount)
                && r.Paths.Any(p => p.EndsWith('/') && ("/" + sample + "/").Contains("/" + p)));

        foreach (string path in new[] { "/srv/x/" + sample, "/" + sample + "/" })
            if (path != "/" + sample + "/" || !sample.StartsWith("etc/", StringComparison.Ordinal))
                Assert.That(JudgeMount(path), Has.Count.EqualTo(isFound ? 1 : 0), path);
    }

    [Test]
    public void Exported_expression_finds_the_mounts_that_the_rule_finds()
    {
        var expression = new Regex(CredentialFiles.MountExpression());
        string[] samples = [.. Record.Select(e => Sample(e[0]).TrimEnd('/'))];
        string[] paths = [.. samples.SelectMany(s =>
            new[] { $"/{s}", $"/srv/{s}", $"/srv/{s}/x", $"/srv/x{s}", $"/srv/{s}x", $"/srv/{s.ToUpperInvariant()}" })];

        Assert.Multiple(() =>
        {
            foreach (string path in paths)
                Assert.That(expression.IsMatch(path), Is.EqualTo(CredentialFiles.IsMounted(path)), path);
        });
    }

    [TestCase("ca.key")]
    [TestCase("tls/application.jks")]
    [TestCase("local.p12")]
    [TestCase("ca-key.pem")]
    [TestCase("tls/cert-key.pem")]
    [TestCase("fullchain.privkey.pem")]
    [TestCase("server.pem")]
    [TestCase("SERVER.PEM")]
    [TestCase("id_rsa*")]
    [TestCase(".ssh/*")]
    [TestCase(".ssh/.")]
    [TestCase(".env*")]
    [TestCase("deploy\\\\.kube\\\\config")]
    public void Key_that_looks_like_a_certificate_or_a_pattern_counts_in_a_build(string source) =>
        Assert.That(Manifest.Build($"FROM web:1.0\nCOPY {source} /x/").Judge<SecretInBuild>(), Has.Count.EqualTo(1));

    [TestCase("ca.pem")]
    [TestCase("rds-combined-ca-bundle.pem")]
    [TestCase("tls/fullchain.pem")]
    [TestCase("truststore.jks")]
    [TestCase("cacerts.p12")]
    [TestCase("nodesource.gpg.key")]
    [TestCase("cosign.pub.pem")]
    [TestCase(".ssh/known_hosts")]
    [TestCase("id_rsa.pub")]
    [TestCase(".env.dist")]
    [TestCase("example.env")]
    [TestCase("my.npmrc")]
    [TestCase("NuGet.Config")]
    [TestCase(".git")]
    [TestCase("*")]
    public void Public_half_template_or_other_file_is_accepted_in_a_build(string source) =>
        Assert.That(Manifest.Build($"FROM web:1.0\nCOPY {source} /x/").Judge<SecretInBuild>(), Is.Empty);

    [TestCase("/srv/app/.env")]
    [TestCase("/srv/app/server.p12")]
    [TestCase("/srv/app/tls/server.key")]
    [TestCase("/srv/app/credentials.json")]
    [TestCase("/srv/dot.ssh")]
    [TestCase("/srv/gcloud-sdk")]
    [TestCase("/srv/id_rsa.pub")]
    public void File_that_is_made_for_the_program_may_be_mounted(string path) => Assert.That(JudgeMount(path), Is.Empty);

    private static IReadOnlyList<Finding> JudgeImage(string path, string text) =>
        Manifest.Image($"layers: [{{step: COPY . /, files: {{'{path}': {System.Text.Json.JsonSerializer.Serialize(text)}}}}}]").Judge<SecretInImageLayer>();

    private static IReadOnlyList<Finding> JudgeMount(string path) =>
        Manifest.Pod(pod: $"volumes: [{{name: host, hostPath: {{path: '{path}'}}}}]").Judge<SensitiveHostPath>();

    private static char Letter(CredentialFile row, CredentialUse use) => row.Uses.HasFlag(use) ? use.ToString()[0] : '-';

    /// <summary>A path that a pattern stands for.</summary>
    private static string Sample(string pattern) =>
        pattern.EndsWith(".*", StringComparison.Ordinal)
            ? pattern[..^1] + "local"
            : pattern.Replace("*", "shop", StringComparison.Ordinal);
}
