using System.Text;
using System.Text.Json.Nodes;
using ContainerSecurity.SupplyChain.Signatures;
using ContainerSecurity.SupplyChain.Signatures.Sigstore.Roots;

namespace ContainerSecurity.SupplyChain.Tests.Signatures.Sigstore;

/// <summary>A trusted root is read strictly, for everything else follows from it.</summary>
public class TrustedRootTests
{
    private const string Log =
        """{"baseUrl":"https://log.example/","logId":{"keyId":"AAAAAAAA"},"publicKey":{"rawBytes":"KEY","validFor":{"start":"2024-01-01T00:00:00Z","end":"2025-01-01T00:00:00.5Z"}}}""";

    private static readonly string Key = Convert.ToBase64String(
        ContainerSecurity.SupplyChain.Signatures.Keys.SigningKey.Generate(
            ContainerSecurity.SupplyChain.Signatures.Keys.KeyAlgorithm.EcdsaP256).PublicKey.Der.Span);

    [Test]
    public void Log_is_read_with_its_name_and_time()
    {
        LogKey log = Read(Log).SignatureLogs.Single();

        Assert.That(log.Name, Is.EqualTo("log.example"));
        Assert.That(log.Window.Contains(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero)), "the ends are within");
        Assert.That(log.Window.Contains(new DateTimeOffset(2025, 1, 1, 0, 0, 0, 500, TimeSpan.Zero)), "the ends are within");
        Assert.That(log.Window.Contains(new DateTimeOffset(2025, 1, 1, 0, 0, 1, TimeSpan.Zero)), Is.False);
    }

    [TestCase("\"start\":\"2024-01-01T00:00:00Z\",", "", "no beginning")]
    [TestCase("2024-01-01T00:00:00Z", "in spring", "no time")]
    [TestCase("AAAAAAAA", "AAA=", "too short")]
    [TestCase("AAAAAAAA", "!!", "no base64")]
    [TestCase("\"KEY\"", "7", "no base64")]
    public void Log_without_a_time_an_identity_or_a_key_is_refused(string text, string instead, string problem) => Assert.That(
        () => Read(Log.Replace(text, instead)), Throws.TypeOf<SignatureFormatException>().With.Message.Contains(problem));

    [Test]
    public void Log_whose_key_is_of_an_unknown_kind_verifies_nothing() =>
        Assert.That(Read(Log.Replace("KEY", "AAAA")).SignatureLogs, Is.Empty);

    [TestCase("application/vnd.dev.sigstore.trustedroot+json;version=0.1", true)]
    [TestCase("application/vnd.dev.sigstore.trustedroot.v0.2+json", true)]
    [TestCase("application/vnd.dev.sigstore.trustedroot+json;version=0.9", false)]
    [TestCase("application/json", false)]
    public void Version_is_one_of_the_known(string mediaType, bool isKnown) => Assert.That(
        () => TrustedRoot.Read(Encoding.UTF8.GetBytes($$"""{"mediaType":"{{mediaType}}"}""")),
        isKnown ? Throws.Nothing : Throws.TypeOf<SignatureFormatException>());

    [TestCase("\"certificateAuthorities\":[{\"certChain\":{\"certificates\":[]}}]", "no certificate")]
    [TestCase("\"certificateAuthorities\":[{\"certChain\":{\"certificates\":[{\"rawBytes\":\"AAAA\"}]}}]", "not valid")]
    [TestCase("\"timestampAuthorities\":{}", "no list")]
    public void Authority_without_a_certificate_is_refused(string field, string problem) => Assert.That(
        () => TrustedRoot.Read(Encoding.UTF8.GetBytes(
            $$"""{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1",{{field}}}""")),
        Throws.TypeOf<SignatureFormatException>().With.Message.Contains(problem));

    [Test]
    public void Number_of_logs_and_length_of_chains_are_bounded()
    {
        string Logs(int count) => string.Join(',', Enumerable.Repeat(Log, count));
        JsonObject Chain(int count) => new()
        {
            ["certChain"] = new JsonObject
            {
                ["certificates"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => (JsonNode)new JsonObject { ["rawBytes"] = "AAAA" })]),
            },
        };

        Assert.That(Read(Logs(256)).SignatureLogs, Has.Count.EqualTo(256));
        Assert.That(() => Read(Logs(257)), Throws.TypeOf<SignatureFormatException>().With.Message.Contains("at most 256"));
        Assert.That(() => Authority(Chain(16)), Throws.TypeOf<SignatureFormatException>().With.Message.Contains("not valid"));
        Assert.That(() => Authority(Chain(17)), Throws.TypeOf<SignatureFormatException>().With.Message.Contains("more than 16"));
    }

    private static TrustedRoot Authority(JsonObject authority) => TrustedRoot.Read(Encoding.UTF8.GetBytes(
        $$"""{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1","certificateAuthorities":[{{authority.ToJsonString()}}]}"""));

    private static TrustedRoot Read(string logs) => TrustedRoot.Read(Encoding.UTF8.GetBytes(
        $$"""{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1","tlogs":[{{logs.Replace("KEY", Key)}}]}"""));
}
