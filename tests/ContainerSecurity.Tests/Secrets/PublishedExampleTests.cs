// csec:allow-secrets-of-file: keys that their services publish
using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Secrets;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Tests.Secrets;

/// <summary>Keys of emulators, documentation and samples are no secrets; what differs from them in one character is one.</summary>
public class PublishedExampleTests
{
    private const string JwtIo = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ."
        + "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";

    private static readonly string[] Texts =
    [
        "AccountName=devstoreaccount1;AccountKey={Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==};",
        "AZURE_STORAGE_KEY={Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==}",
        "AccountEndpoint=https://localhost:8081/;AccountKey={C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==}",
        "stripe.api_key = \"{sk_" + "test_4eC39HqLyjWDarjtT1zdp7dc}\"",
        "stripe.api_key = \"{sk_" + "test_BQokikJOvBiI2HlWgH4olfQ2}\"",
        "RECAPTCHA_SECRET_KEY={6LeIxAcTAAAAAGG-vFI1TnRWxMZNFuojJ4WifJWe}",
        "RECAPTCHA_KEY={6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI}",
        "{gho_" + "16C7e42F292c6912E7710c838347Ae178B4a}",
        "{ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a}",
        "token: {xoxb-" + "17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy}",
        "docker swarm join --token {SWMTKN-" + "1-49nj1cmql0jkz5s954yi3oex3nedyz0fb0xx14ie39trti4wxv-8vxv8rssmk743ojnwacrr2e7c}",
        "Authorization: Bearer {" + JwtIo + "}",
        "PRIVATE_KEY={0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80}",
        "algolia_api_key: {6be0576ff61c053d5f9a3225e2a90f76}",
        "AWS_ACCOUNT_ID={123456789012}",
        "AWS_ACCOUNT_ID={000000000000}",
    ];

    [TestCaseSource(nameof(Texts))]
    public void Published_key_is_no_secret(string text)
    {
        string plain = text.Replace("{", "").Replace("}", "");

        Assert.That(SecretDetector.Default.Scan(plain), Is.Empty);
        Assert.That(SecretDetector.Default.Scan("data: " + Convert.ToBase64String(Encoding.UTF8.GetBytes(plain))), Is.Empty);
    }

    [TestCaseSource(nameof(Texts))]
    public void Near_variant_is_a_secret(string text)
    {
        int last = text.IndexOf('}') - 4;
        char other = text[last] is '7' or 'a' or 'A' ? '5' : char.IsDigit(text[last]) ? '7' : char.IsUpper(text[last]) ? 'A' : 'a';
        string variant = text.Remove(last, 1).Insert(last, other.ToString()).Replace("{", "").Replace("}", "");

        Assert.That(SecretDetector.Default.Scan(variant), Is.Not.Empty, variant);
    }

    [TestCaseSource(nameof(Texts))]
    public void Published_key_has_its_source(string text)
    {
        string key = text[(text.IndexOf('{') + 1)..text.IndexOf('}')];

        Assert.That(PublishedExamples.SourceOf(key), Is.Not.Null.And.Not.Empty);
    }

    [TestCase("AKIAIOSFODNN7EXAMPLE")]
    [TestCase("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")]
    [TestCase("Endpoint=sb://localhost;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;")]
    [TestCase("kubeadm join 10.0.0.1:6443 --token abcdef.0123456789abcdef")]
    [TestCase("https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX")]
    public void Example_of_documentation_is_no_secret(string text) => Assert.That(SecretDetector.Default.Scan(text), Is.Empty);

    [TestCase("your-256-bit-secret", 0)]
    [TestCase("a-string-secret-at-least-256-bits-long", 0)]
    [TestCase("super-secret-jwt-token-with-at-least-32-characters-long", 0)]
    [TestCase("not published anywhere", 1)]
    public void Web_token_is_as_secret_as_what_signs_it(string secret, int findings)
    {
        string signed = JwtIo[..JwtIo.LastIndexOf('.')];
        byte[] signature = HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), Encoding.ASCII.GetBytes(signed));

        Assert.That(SecretDetector.Default.Scan($"token: {signed}.{Url(signature)}"), Has.Count.EqualTo(findings));
    }

    [TestCase("{ \"alg\": \"RS256\" }")]
    [TestCase("{\n  \"alg\": \"RS256\"\n}")]
    [TestCase("{\r\n\t\"alg\": \"RS256\"\r\n}")]
    [TestCase("{\t\"alg\":\"RS256\"}")]
    [TestCase(" {\"alg\":\"RS256\"}")]
    [TestCase("\n{ \"alg\":\"RS256\"}")]
    [TestCase("\r\n{\"alg\":\"RS256\"}")]
    [TestCase("    {\"alg\":\"RS256\"}")]
    public void Web_token_is_found_however_its_header_is_spaced(string header)
    {
        foreach (string claims in new[] { "{\"sub\":\"me\",\"admin\":true}", "{\n  \"sub\": \"me\",\n  \"admin\": true\n}", " { \"sub\" : \"me\" } " })
        {
            string token = Url(Encoding.UTF8.GetBytes(header)) + "." + Url(Encoding.UTF8.GetBytes(claims)) + "." + Url(SHA256.HashData([1]));
            SecretFinding finding = SecretDetector.Default.Scan("x: " + token).Single();

            Assert.That((finding.Pattern.Id, finding.Length), Is.EqualTo(("jwt", token.Length)));
        }
    }

    private static string Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
