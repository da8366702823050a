using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using ContainerSecurity.Tool.Webhook;
using Microsoft.AspNetCore.Builder;

namespace ContainerSecurity.Tool.Tests;

/// <summary><c>csec webhook</c> says what is wrong before it begins to listen, and knows the cluster where it is told to.</summary>
public class WebhookCommandTests
{
    private string folder = "";

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("webhook-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Command_line_without_a_certificate_is_refused()
    {
        (int code, string error) = Run("webhook", "--policy", Write("policy.yaml", "kind: Policy\n"));

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("--cert").And.Contain("--key"));
    }

    [Test]
    public void Certificate_that_is_not_there_is_told()
    {
        (int code, string error) = Run("webhook", "--policy", Write("policy.yaml", "kind: Policy\n"), "--cert", Path.Combine(folder, "absent.crt"), "--key",
            Path.Combine(folder, "absent.key"));

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("absent.crt"));
    }

    [Test]
    public void Certificate_that_is_none_is_told()
    {
        string file = Write("tls.crt", "no certificate");

        (int code, string error) = Run("webhook", "--policy", Write("policy.yaml", "kind: Policy\n"), "--cert", file, "--key", file);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("The certificate or its key could not be read"));
    }

    [TestCase("8443")]
    [TestCase("localhost:8443")]
    [TestCase("127.0.0.1:0")]
    [TestCase("127.0.0.1")]
    public void Address_that_is_none_is_refused(string address)
    {
        (int code, string error) = Run("webhook", "--policy", "policy.yaml", "--cert", "tls.crt", "--key", "tls.key", "--listen", address);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("no address for --listen"));
    }

    [Test]
    public void Cluster_that_is_configured_nowhere_is_told()
    {
        (int code, string error) = Run("webhook", "--policy", Write("policy.yaml", "kind: Policy\n"), "--cert", "tls.crt", "--key", "tls.key", "--cluster",
            "--kubeconfig", Path.Combine(folder, "absent"));

        Assert.That(code, Is.EqualTo(2));
        Assert.That(error, Does.Contain("absent"));
    }

    [TestCase("front", false)]
    [TestCase("back", true)]
    public async Task Policy_that_chooses_by_the_labels_of_a_namespace_is_answered_by_what_the_cluster_says(string tier, bool isAllowed)
    {
        await using FakeCluster cluster = await FakeCluster.StartAsync();
        cluster.Apply($"apiVersion: v1\nkind: Namespace\nmetadata: {{name: shop, labels: {{tier: {tier}}}}}");
        (string certificate, string key) = WriteCertificate();
        var settings = new WebhookServerSettings(certificate, key)
        {
            Listen = new IPEndPoint(IPAddress.Loopback, 0),
            Policies = [Write("policy.yaml", FrontPolicy)],
            Profile = Policies.Profile.None,
            Cluster = cluster.NewClient(),
        };
        await using WebApplication server = WebhookServer.Build(settings);
        await server.StartAsync();
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var http = new HttpClient(handler) { BaseAddress = new Uri(server.Urls.Single()) };
        using var review = new StringContent(Review, new MediaTypeHeaderValue("application/json"));

        string answer = await (await http.PostAsync(new Uri("/validate", UriKind.Relative), review)).Content.ReadAsStringAsync();

        Assert.That(answer, Does.Contain(isAllowed ? "\"allowed\":true" : "\"allowed\":false"));
        if (!isAllowed)
            Assert.That(answer, Does.Contain("nothing runs in front"));
    }

    private const string FrontPolicy = """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: front}
        spec:
          matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}
          validations: [{expression: "false", message: nothing runs in front}]
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: front}
        spec: {policyName: front, validationActions: [Deny], matchResources: {namespaceSelector: {matchLabels: {tier: front}}}}
        """;

    private const string Review = """
        {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "one",
         "kind": {"group": "", "version": "v1", "kind": "Pod"}, "resource": {"group": "", "version": "v1", "resource": "pods"},
         "name": "web", "namespace": "shop", "operation": "CREATE", "userInfo": {"username": "eve"},
         "object": {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "namespace": "shop"},
          "spec": {"containers": [{"name": "app", "image": "registry.example/web:1.0"}]}}}}
        """;

    private (string Certificate, string Key) WriteCertificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=webhook", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return (Write("tls.crt", certificate.ExportCertificatePem()), Write("tls.key", key.ExportPkcs8PrivateKeyPem()));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static (int Code, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (CommandLine.Run(args, TextReader.Null, output, error), error.ToString());
    }
}
