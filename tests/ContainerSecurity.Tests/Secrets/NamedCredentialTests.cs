// csec:allow-secrets-of-file: made-up ones
using System.IO.Compression;
using System.Text;
using ContainerSecurity.Secrets;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Tests.Secrets;

/// <summary>Values that their names call credentials, decoding, and what lets secrets pass.</summary>
public class NamedCredentialTests
{
    private const string Token = "ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17";

    [TestCase("DB_PASSWORD", true)]
    [TestCase("dbPassword", true)]
    [TestCase("db-password", true)]
    [TestCase("PGPASSWORD", true)]
    [TestCase("ApiKey", true)]
    [TestCase("STRIPE_API_KEY", true)]
    [TestCase("clientSecret", true)]
    [TestCase("GITHUB_TOKEN", true)]
    [TestCase("PASSWORD_FILE", false)]
    [TestCase("passwordPolicy", false)]
    [TestCase("TOKEN_TTL", false)]
    [TestCase("secretName", false)]
    [TestCase("publicKeyToken", false)]
    [TestCase("cancellationToken", false)]
    [TestCase("keyboard", false)]
    [TestCase("passenger", false)]
    [TestCase("compass", false)]
    [TestCase("monkey", false)]
    public void Name_is_one_of_a_credential(string name, bool isCredential) => Assert.That(SecretName.IsCredential(name), Is.EqualTo(isCredential));

    [TestCase("")]
    [TestCase("changeme")]
    [TestCase("<password>")]
    [TestCase("xxxxxxxx")]
    [TestCase("${VAR}")]
    [TestCase("$(VAR)")]
    [TestCase("$VAR")]
    [TestCase("%VAR%")]
    [TestCase("{{ .Values.x }}")]
    [TestCase("ENC[AES256_GCM,data:abc]")]
    [TestCase("vault:secret/data/db#password")]
    [TestCase("op://vault/db/password")]
    [TestCase("@Microsoft.KeyVault(SecretUri=https://a.vault.azure.net/secrets/b)")]
    [TestCase("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIk8Xw2")]
    [TestCase("sha256:0f1e2d3c4b5a6978")]
    [TestCase("/run/secrets/db")]
    [TestCase("https://example.org/login")]
    [TestCase("the password of the database")]
    [TestCase("true")]
    [TestCase("30s")]
    public void Value_stands_for_a_credential(string value) => Assert.That(SecretValue.IsPlaceholder(value), Is.True);

    [TestCase("DB_PASSWORD", "tr0ub4dor", ExpectedResult = "named-password")]
    [TestCase("DB_PASSWORD", "supergeheim", ExpectedResult = "named-password")]
    [TestCase("API_TOKEN", "k8Xw2QmZr7TbVn4LsYp1", ExpectedResult = "named-token")]
    [TestCase("API_TOKEN", "my-app-credentials", ExpectedResult = "")]
    [TestCase("DB_PASSWORD", "", ExpectedResult = "")]
    [TestCase("LOG_LEVEL", "tr0ub4dor", ExpectedResult = "")]
    [TestCase("ANYTHING", Token, ExpectedResult = "github-pat")]
    [TestCase("ConnectionStrings__Shop", "Server=db;Uid=app;Pwd=tr0ub4dor;", ExpectedResult = "connection-string-password")]
    [TestCase("ADAFRUIT_KEY", "k8xw2qmzr7tbvn4lsyp1hdjc6gfe9uaa", ExpectedResult = "adafruit-api-key")]
    public string Value_of_a_name_is_judged(string name, string value) =>
        string.Join(' ', SecretDetector.Default.ScanValue(name, value).Select(f => f.Pattern.Id));

    [Test]
    public void Secrets_within_encodings_are_found_up_to_three_layers()
    {
        string text = "token: " + Token + " of the shop";
        string one = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        string two = Convert.ToBase64String(Encoding.UTF8.GetBytes("data: " + one));
        string four = Convert.ToBase64String(Encoding.UTF8.GetBytes("b: " + Convert.ToBase64String(Encoding.UTF8.GetBytes("a: " + two))));
        string hexadecimal = Convert.ToHexString(Encoding.UTF8.GetBytes(text));
        string percents = Uri.EscapeDataString("postgres://app:tr0ub4dor3@db/shop");
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        string release = Convert.ToBase64String(Encoding.UTF8.GetBytes(Convert.ToBase64String(zipped.ToArray())));

        foreach (string encoded in new[] { one, two, hexadecimal, percents, release })
        {
            SecretFinding finding = SecretDetector.Default.Scan("x: " + encoded).Single();
            Assert.That((finding.Start, finding.Length), Is.EqualTo((3, encoded.TrimEnd('=').Length)), encoded);
        }
        Assert.That(SecretDetector.Default.Scan("x: " + four), Is.Empty);
        Assert.That(new SecretDetector(new SecretDetectorOptions { MaximumDecodeDepth = 0 }).Scan("x: " + one), Is.Empty);
    }

    [Test]
    public void Compressed_text_that_grows_too_much_is_cut()
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal))
            gzip.Write(new byte[100_000_000]);

        Assert.That(SecretDetector.Default.Scan(Convert.ToBase64String(zipped.ToArray())), Is.Empty);
    }

    [TestCase(Token + " # csec:allow-secret made up")]
    [TestCase("# csec:allow-secret\n" + Token)]
    [TestCase("# csec:allow-secrets-of-file\n\n\n" + Token)]
    public void Comment_lets_secrets_pass(string text) => Assert.That(SecretDetector.Default.Scan(text), Is.Empty);

    [Test]
    public void Comment_beside_other_text_is_for_its_own_line() =>
        Assert.That(SecretDetector.Default.Scan("a: b # csec:allow-secret\n" + Token), Has.Count.EqualTo(1));

    [Test]
    public void Allowed_paths_pass()
    {
        var detector = new SecretDetector(new SecretDetectorOptions { AllowedPaths = ["tests/**"] });

        Assert.That(detector.Scan(Token, "tests/a/b.cs"), Is.Empty);
        Assert.That(detector.Scan(Token, "src/b.cs"), Has.Count.EqualTo(1));
    }

    [Test]
    public void Pattern_of_a_team_checks_its_samples()
    {
        SecretPattern right = Team("ACME-(?<secret>[0-9]{8}(?!0))", ["key ACME-47193826"], ["ACME-1"]);
        SecretPattern wrong = Team("ACME-[0-9]{8}", ["ACME-1"], ["ACME-47193826"]);

        Assert.That(right.CheckSamples(), Is.Empty);
        Assert.That(wrong.CheckSamples(), Has.Count.EqualTo(2).And.All.Contains("'acme-key'"));
        Assert.That(() => SecretPattern.FromExpression("a", "A", "("), Throws.InstanceOf<ArgumentException>());
    }

    /// <summary>The fixtures of the analyzer are code with planted secrets.</summary>
    [Test]
    public void Own_sources_hold_no_secrets()
    {
        string[] files = [.. new[] { "src", "tests", "docs", "samples", "benchmarks" }
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(Repository.Root, f), "*", SearchOption.AllDirectories))
            .Where(f => !f.Contains("artifacts") && !f.Contains("Fixtures"))];

        Assert.That(files.SelectMany(f => SecretDetector.Default.Scan(File.ReadAllText(f)).Select(s => $"{f}: {s}")), Is.Empty);
    }

    /// <summary>Near hits by the million: the work is bounded by a constant for each, far below what a quadratic search would take.</summary>
    [TestCase("password=")]
    [TestCase("ghp_a")]
    [TestCase("eyJ")]
    [TestCase("://a:")]
    [TestCase("curl -u ")]
    [TestCase("%3A%2F%2F")]
    [TestCase("-----BEGIN PRIVATE KEY-----")]
    [TestCase("A")]
    public void Line_of_near_hits_costs_in_proportion_to_its_length(string part) =>
        Assert.That(
            Growth.WhenDoubled(
                1_000_000 / part.Length, size => SecretDetector.Default.Scan(string.Concat(Enumerable.Repeat(part, size)))),
            Is.LessThan(2.8));

    private static SecretPattern Team(string expression, string[] samples, string[] counterexamples)
    {
        SecretPattern pattern = SecretPattern.FromExpression("acme-key", "Acme", expression);
        return pattern.WithSamples(samples, counterexamples);
    }
}
