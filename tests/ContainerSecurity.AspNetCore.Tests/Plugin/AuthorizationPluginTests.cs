using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ContainerSecurity.AspNetCore.Tests.Engine;

namespace ContainerSecurity.AspNetCore.Tests.Plugin;

/// <summary>The net under the proxy: what only the proxy can answer is denied, and no call of the engine fails.</summary>
[TestFixture]
public class AuthorizationPluginTests
{
    private PluginHost plugin = null!;
    private string proxy = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        var certificates = new TestCertificates(Directory.CreateTempSubdirectory("certificates-").FullName);
        using X509Certificate2 certificate = certificates.Client("proxy", "CN=the proxy");
        proxy = Convert.ToBase64String(Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
        plugin = await PluginHost.StartAsync(GuardedEngine.Teams, certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant());
    }

    [OneTimeTearDown]
    public async Task Stop() => await plugin.DisposeAsync();

    [Test]
    public async Task The_plugin_says_what_it_is() =>
        Assert.That(await plugin.PostAsync("Plugin.Activate", ""), Is.EqualTo("{\"Implements\":[\"authz\"]}"));

    [Test]
    public async Task What_comes_with_the_proxy_s_certificate_passes() =>
        Assert.That((await plugin.AskAsync("the proxy", "GET", "/v1.41/containers/json", certificate: proxy)).Allow, Is.True);

    [Test]
    public async Task The_proxy_s_name_without_its_certificate_is_nobody_s() =>
        Assert.That((await plugin.AskAsync("the proxy", "GET", "/v1.41/containers/json")).Allow, Is.False);

    [TestCase("GET", "/v1.41/containers/json")]
    [TestCase("GET", "/v1.41/images/json")]
    [TestCase("GET", "/v1.41/events")]
    [TestCase("GET", "/v1.41/system/df")]
    [TestCase("GET", "/v1.41/containers/web/json")]
    [TestCase("POST", "/v1.41/containers/web/start")]
    [TestCase("DELETE", "/v1.41/containers/web")]
    [TestCase("POST", "/v1.41/containers/prune")]
    [TestCase("GET", "/v1.41/networks/bridge")]
    public async Task What_only_the_proxy_can_answer_is_denied(string method, string uri) =>
        Assert.That((await plugin.AskAsync("alice", method, uri)).Allow, Is.False);

    [TestCase("GET", "/_ping")]
    [TestCase("HEAD", "/_ping")]
    [TestCase("GET", "/v1.41/version")]
    public async Task What_needs_no_filter_is_allowed_to_whom_it_is_granted(string method, string uri) => Assert.Multiple(async () =>
    {
        Assert.That((await plugin.AskAsync("bob", method, uri)).Allow, Is.True);
        Assert.That((await plugin.AskAsync("", method, uri)).Allow, Is.False);
    });

    [TestCase("GET", "/v1.41/containers/json")]
    [TestCase("GET", "/v1.41/events")]
    [TestCase("POST", "/v1.41/containers/prune")]
    [TestCase("GET", "/v1.41/info")]
    [TestCase("POST", "/v1.41/images/load")]
    public async Task Who_sees_everything_needs_no_filter(string method, string uri) =>
        Assert.That((await plugin.AskAsync("root", method, uri)).Allow, Is.True);

    [TestCase("POST", "/grpc")]
    [TestCase("POST", "/session")]
    [TestCase("POST", "/v1.41/containers/%63reate")]
    [TestCase("GET", "/v1.23/containers/json")]
    [TestCase("GET", "//containers/json")]
    [TestCase("GET", "/unknown")]
    public async Task What_could_be_read_otherwise_or_not_at_all_is_denied_to_everybody(string method, string uri) =>
        Assert.That((await plugin.AskAsync("root", method, uri, method == "POST" ? "{\"Image\":\"a\"}" : null)).Allow, Is.False);

    [Test]
    public async Task A_body_that_is_not_shown_is_denied() => Assert.Multiple(async () =>
    {
        var headers = new Dictionary<string, string> { ["Content-Type"] = "application/json", ["Content-Length"] = "1200000" };
        Assert.That((await plugin.AskAsync("root", "POST", "/v1.41/containers/create", headers: headers)).Allow, Is.False);
        Assert.That((await plugin.AskAsync("root", "POST", "/v1.41/containers/x1/start", headers: headers)).Allow, Is.False);
        Assert.That((await plugin.AskAsync("root", "POST", "/v1.41/containers/create")).Allow, Is.False);
    });

    [Test]
    public async Task A_form_is_denied() => Assert.Multiple(async () =>
    {
        var headers = new Dictionary<string, string> { ["Content-Type"] = "application/x-www-form-urlencoded" };
        Assert.That((await plugin.AskAsync("root", "POST", "/v1.41/containers/prune", headers: headers)).Allow, Is.False);
        Assert.That((await plugin.AskAsync("root", "POST", "/v1.41/images/create?fromImage=a", headers: headers)).Allow, Is.False);
    });

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{\"RequestMethod\":\"GET\"}")]
    [TestCase("{\"RequestUri\":\"/_ping\"}")]
    [TestCase("{\"RequestMethod\":\"GET\",\"RequestMethod\":\"GET\",\"RequestUri\":\"/_ping\"}")]
    [TestCase("{\"RequestMethod\":1,\"RequestUri\":\"/_ping\"}")]
    [TestCase("{\"RequestMethod\":\"GET\",\"RequestUri\":\"/_ping\",\"RequestBody\":\"%\"}")]
    [TestCase("{\"RequestMethod\":\"GET\",\"RequestUri\":\"/_ping\",\"RequestHeaders\":{\"a\":[]}}")]
    [TestCase("{\"RequestMethod\":\"GET\",\"RequestUri\":\"/_ping\"} {}")]
    [TestCase("{\"RequestMethod\":\"\\ud800\",\"RequestUri\":\"/_ping\"}")]
    [TestCase("not json")]
    public async Task A_message_that_names_no_request_is_denied_and_never_fails(string message) => Assert.Multiple(async () =>
    {
        Assert.That((await plugin.AskAsync(message)).Allow, Is.False);
        Assert.That((await plugin.AskAsync(message, "AuthZPlugin.AuthZRes")).Allow, Is.False);
    });

    [Test]
    public async Task A_message_that_is_too_long_is_denied()
    {
        (bool isAllowed, string said) = await plugin.AskAsync(
            $"{{\"RequestMethod\":\"GET\",\"RequestUri\":\"/_ping\",\"User\":\"root\",\"RequestBody\":\"{new string('A', 16 * 1024 * 1024)}\"}}");

        Assert.That(isAllowed, Is.False);
        Assert.That(said, Does.Contain("too long"));
    }

    [Test]
    public async Task A_decision_that_cannot_be_kept_is_a_denial()
    {
        plugin.Audit.IsBroken = true;
        try
        {
            Assert.That((await plugin.AskAsync("root", "GET", "/_ping")).Allow, Is.False);
        }
        finally
        {
            plugin.Audit.IsBroken = false;
        }
    }
}
