using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using k8s;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PlatformApi;

namespace ContainerSecurity.Kubernetes.Tests;

/// <summary>Runs samples/PlatformApi before a fake cluster.</summary>
public class PlatformApiTests
{
    private FakeCluster cluster = null!;
    private WebApplication app = null!;
    private HttpClient http = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        cluster = await FakeCluster.StartAsync();
        app = Platform.Build(["--urls", "http://127.0.0.1:0"], s => s.AddSingleton<IKubernetes>(_ => cluster.NewClient()).AddLogging(l => l.ClearProviders()));
        await app.StartAsync();
        http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        http.Dispose();
        await app.DisposeAsync();
        await cluster.DisposeAsync();
    }

    [Test]
    public async Task Deployment_that_is_denied_is_refused_with_what_to_change_and_not_created()
    {
        (HttpStatusCode status, string type, JsonNode body) = await PostAsync(Deployment("bad", """{"privileged": true, "allowPrivilegeEscalation": false}"""));

        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
            Assert.That(type, Is.EqualTo("application/problem+json"));
            Assert.That(body["type"]!.GetValue<string>(), Is.EqualTo("urn:problem:deployment-not-allowed"));
            Assert.That(body["changes"]![0]!["rule"]!.GetValue<string>(), Is.EqualTo("CSEC2001"));
            Assert.That(body["changes"]![0]!["path"]!.GetValue<string>(), Is.EqualTo("spec.template.spec.containers[0].securityContext.privileged"));
            Assert.That((string?)body["changes"]![0]!["fix"], Does.StartWith("Remove 'privileged: true'"));
            Assert.That(cluster.Stored("deployments").Select(d => d["metadata"]!["name"]!.GetValue<string>()), Does.Not.Contain("bad"));
        });
    }

    [Test]
    public async Task Deployment_that_is_allowed_is_created()
    {
        (HttpStatusCode status, _, _) = await PostAsync(Deployment("good", """{"allowPrivilegeEscalation": false}"""));

        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(HttpStatusCode.Created));
            Assert.That(cluster.Stored("deployments")
                .Single(d => d["metadata"]!["name"]!.GetValue<string>() == "good")["metadata"]!["namespace"]!.GetValue<string>(), Is.EqualTo("shop"));
        });
    }

    [TestCase("no json")]
    [TestCase("[]")]
    [TestCase("null")]
    public async Task Body_that_is_no_deployment_is_a_bad_request(string body) =>
        Assert.That((await PostAsync(body)).Status, Is.EqualTo(HttpStatusCode.BadRequest));

    [Test]
    public async Task Application_says_that_its_policy_is_in_use() => Assert.That(await http.GetStringAsync("/healthz"), Is.EqualTo("Healthy"));

    private async Task<(HttpStatusCode Status, string Type, JsonNode Body)> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await http.PostAsync("/namespaces/shop/deployments", content);
        return (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType!, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    private static string Deployment(string name, string security) => """
        {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "NAME"},
         "spec": {"selector": {"matchLabels": {"app": "web"}}, "template": {"metadata": {"labels": {"app": "web"}},
          "spec": {"containers": [{"name": "app", "image": "registry.example/web:1.0", "securityContext": SECURITY}]}}}}
        """.Replace("NAME", name, StringComparison.Ordinal).Replace("SECURITY", security, StringComparison.Ordinal);
}
