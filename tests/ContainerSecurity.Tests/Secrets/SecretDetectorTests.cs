// csec:allow-secrets-of-file: made-up samples
using ContainerSecurity.Secrets;
using ContainerSecurity.Secrets.Patterns;
using ContainerSecurity.Secrets.Scanning;

namespace ContainerSecurity.Tests.Secrets;

public class SecretDetectorTests
{
    private static readonly string Token = "ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17";

    private static readonly SecretDetector Demo = new(new SecretDetectorOptions
    {
        Patterns = [new SecretPattern("demo-key", "Demo", "[0-9a-f]{16}") { Names = ["demo-cloud"] }],
    });

    [Test]
    public void Right_checksum_makes_a_token_verified()
    {
        SecretFinding finding = SecretDetector.Default.Scan($"token: {Token}").Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Pattern.Id, Is.EqualTo("github-pat"));
            Assert.That(finding.Confidence, Is.EqualTo(SecretConfidence.VerifiedStructure));
            Assert.That((finding.Start, finding.Length), Is.EqualTo((7, 40)));
            Assert.That(finding.Redacted, Is.EqualTo("ghp_… (40 characters)"));
        }
    }

    [Test]
    public void Wrong_checksum_leaves_the_format() =>
        Assert.That(SecretDetector.Default.Scan(Token.Replace("17", "18")).Single().Confidence, Is.EqualTo(SecretConfidence.KnownFormat));

    [TestCase("glpat-" + "bzoxCnU6YTcLMFV6n8TpDjNYfaLH7BE2EA.0y0eyzud9")]
    [TestCase("glpat-" + "YzoxCm86MQp1OmE3CzBVep_E6Q4zWH2ix-wRNhA.01.130fmq9lp")]
    [TestCase("glrt-t1_" + "bzoxCnQ6MQswVXqfxOkOM1h9osfsETYQ.01.0w1qnt5ow")]
    public void Routable_token_is_verified_by_its_checksum(string token)
    {
        Assert.That(SecretDetector.Default.Scan(token).Single().Confidence, Is.EqualTo(SecretConfidence.VerifiedStructure));
        Assert.That(SecretDetector.Default.Scan(token.Substring(0, token.Length - 1) + "0").Single().Confidence, Is.EqualTo(SecretConfidence.KnownFormat));
    }

    [Test]
    public void Checksum_is_that_of_the_example_GitLab_publishes() => Assert.That(TokenChecksum.EndsWithCrc("bzoxd_Rb5_cHeWe1JH56wr2FCBA.0r1pum4t4"), Is.True);

    [TestCase("DEMO_CLOUD_KEY=0f1e2d3c4b5a6978", TestName = "env")]
    [TestCase("demoCloudKey: '0f1e2d3c4b5a6978'", TestName = "yaml")]
    [TestCase("\"demo-cloud-key\": \"0f1e2d3c4b5a6978\",", TestName = "json")]
    [TestCase("{\\\"demoCloud\\\":\\\"0f1e2d3c4b5a6978\\\"}", TestName = "json in a string")]
    [TestCase("const string DemoCloudKey = @\"0f1e2d3c4b5a6978\";", TestName = "c#")]
    [TestCase("demo_cloud := `0f1e2d3c4b5a6978`", TestName = "go")]
    [TestCase("'demo.cloud' => '0f1e2d3c4b5a6978'", TestName = "php")]
    [TestCase("set(\"demo_cloud\", \"0f1e2d3c4b5a6978\")", TestName = "call")]
    public void Value_of_a_named_pattern_is_found_in(string text) =>
        Assert.That(Demo.Scan(text).Select(f => text.Substring(f.Start, f.Length)), Is.EqualTo(new[] { "0f1e2d3c4b5a6978" }));

    [TestCase("OTHER_KEY=0f1e2d3c4b5a6978")]
    [TestCase("DEMO_CLOUD_KEY=0f1e2d3c4b5a6978ff")]
    [TestCase("DEMO_CLOUD_KEY=0000000000000000")]
    [TestCase("demo cloud 0f1e2d3c4b5a6978")]
    [TestCase("demo_cloud=")]
    public void Value_without_the_name_or_the_whole_shape_is_none(string text) => Assert.That(Demo.Scan(text), Is.Empty);

    [TestCase("sha512-+AAAA{0}", ExpectedResult = 0)]
    [TestCase("x{0}", ExpectedResult = 0)]
    [TestCase("{0}x", ExpectedResult = 0)]
    [TestCase("img/{0}.png", ExpectedResult = 0)]
    [TestCase("https://{0}@github.com/a/b", ExpectedResult = 1)]
    [TestCase("https://host/{0}/me", ExpectedResult = 1)]
    [TestCase("a=1%26t%3D{0}", ExpectedResult = 1)]
    [TestCase("\"line\\n{0}\"", ExpectedResult = 1)]
    public int Token_stands_on_its_own(string text) => SecretDetector.Default.Scan(text.Replace("{0}", Token)).Count(f => f.Pattern.Id == "github-pat");

    [Test]
    public void Fingerprint_depends_on_the_secret_and_the_salt_alone()
    {
        string one = SecretDetector.Default.Scan(Token)[0].Fingerprint;
        string two = SecretDetector.Default.Scan("elsewhere: " + Token)[0].Fingerprint;
        string salted = new SecretDetector(new SecretDetectorOptions { Salt = "ours" }).Scan(Token)[0].Fingerprint;

        Assert.That(two, Is.EqualTo(one));
        Assert.That(salted, Is.Not.EqualTo(one));
    }

    [Test]
    public void Allowed_values_and_fingerprints_pass()
    {
        string fingerprint = SecretDetector.Default.Scan(Token)[0].Fingerprint;

        Assert.That(new SecretDetector(new SecretDetectorOptions { AllowedValues = [Token] }).Scan(Token), Is.Empty);
        Assert.That(new SecretDetector(new SecretDetectorOptions { AllowedFingerprints = [fingerprint] }).Scan(Token), Is.Empty);
    }

    [Test]
    public void Expired_web_token_is_told()
    {
        string token = SecretPatterns.BuiltIn.Single(p => p.Id == "jwt").Samples[0];

        Assert.That(SecretDetector.Default.Scan(token).Single().Validity, Is.EqualTo(SecretValidity.Expired));
    }

    [TestCase("password=")]
    [TestCase("pass=a1$")]
    [TestCase("password=\"")]
    [TestCase("password:|")]
    [TestCase(";pwd=a1b2")]
    [TestCase("curl -u ")]
    [TestCase("curl -H a:")]
    [TestCase("docker login ")]
    [TestCase("mysql ")]
    [TestCase("eyJ")]
    [TestCase("-eyJ")]
    [TestCase("/LS0tLS1CRUdJTi")]
    [TestCase("ZXlK")]
    [TestCase("\"MIIAAAIBAD\"")]
    [TestCase("\"MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwAAAA\"\n")]
    [TestCase("\"MIM" + "AAAACAQMwAAAAAAAAAAAAAAAA\"\n")]
    [TestCase("/AKIAAAAAAAAAAAAAAAAA/")]
    [TestCase("sk-")]
    [TestCase("ewogICAg")]
    [TestCase("Bearer abcdefghijklmnopqrstu1")]
    [TestCase("-----BEGIN PRIVATE KEY-----")]
    [TestCase("-----BEGIN PRIVATE KEY-----\n")]
    [TestCase("PuTTY-User-Key-File-2: a\n")]
    [TestCase("://a:")]
    [TestCase("%3D")]
    [TestCase("61626364")]
    public void Near_hits_cost_a_few_looks_at_each_character(string nearHit)
    {
        string text = string.Concat(Enumerable.Repeat(nearHit, 200_000 / nearHit.Length));
        var scan = new TextScan(SecretDetector.Default, text);
        _ = scan.Run();

        Assert.That(scan.Steps, Is.LessThan(16L * text.Length));
    }

    [TestCase("curl -A curl -u me:" + "k8Xw2QmZr7 https://host")]
    [TestCase("curl -u me:" + "k8Xw2QmZr7-curl https://host")]
    [TestCase("mysql -u mysql -p" + "k8Xw2QmZr7")]
    public void Command_whose_name_comes_again_is_read(string text) => Assert.That(SecretDetector.Default.Scan(text), Has.Count.EqualTo(1));

    [Test]
    public void Clean_text_costs_no_memory()
    {
        string text = string.Concat(Enumerable.Repeat("The password is asked for; the api key of github and the token are in the vault.\n", 1000));
        SecretDetector.Default.Scan(text);
        long before = GC.GetAllocatedBytesForCurrentThread();
        SecretDetector.Default.Scan(text);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
