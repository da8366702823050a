using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ContainerSecurity.AspNetCore.Tests.Engine;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary><c>csec webhook</c> as its own process, and the sample.</summary>
[TestFixture]
public class ServedWebhookTests
{
    private static readonly string Denied = Review.Create(Review.Pod(Review.Container("web", isPrivileged: true)));

    private string folder = "";

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("webhook-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Csec_judges_by_its_policy_keeps_each_decision_and_ends_when_it_is_told_to()
    {
        using var _ = new TestCertificates(folder).Server("server");
        string policy = Path.Combine(folder, "policy.yaml"), audit = Path.Combine(folder, "audit.jsonl"), tls = Path.Combine(folder, "server");
        await File.WriteAllTextAsync(policy, "kind: Policy\nprofile: baseline\n");
        string tool = Path.Combine(AppContext.BaseDirectory, "csec.dll");
        int port = FreePort();
        using Process csec = Programs.Start(Environment.ProcessPath!,
            [
                tool, "webhook", "--policy", policy, "--listen", $"127.0.0.1:{port}", "--audit", audit,
                "--cert", Path.Combine(tls, "cert.pem"), "--key", Path.Combine(tls, "key.pem"),
            ]);

        string answer = await AskAsync(port, Denied);
        await Programs.RunAsync("kill", ["-TERM", csec.Id.ToString(CultureInfo.InvariantCulture)]);
        await csec.WaitForExitAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(answer, Does.Contain("\"allowed\":false").And.Contain("CSEC2001"));
            Assert.That(csec.ExitCode, Is.Zero);
            Assert.That(await File.ReadAllTextAsync(audit), Does.Contain("admission.create").And.Contain("\"alice\""));
        });
    }

    [Test]
    public async Task Sample_denies_what_its_policy_denies_and_is_ready()
    {
        using var _ = new TestCertificates(folder).Server("server");
        int port = FreePort();
        await using Microsoft.AspNetCore.Builder.WebApplication app = AdmissionWebhook.Door.Build(
            [$"--PORT={port}", $"--TLS_CERT={Path.Combine(folder, "server", "cert.pem")}", $"--TLS_KEY={Path.Combine(folder, "server", "key.pem")}"]);
        await app.StartAsync();

        string answer = await AskAsync(port, Denied);

        Assert.That(answer, Does.Contain("\"allowed\":false").And.Contain("the policy 'door' forbids it").And.Contain("\"warnings\":["));
    }

    internal static async Task<string> AskAsync(int port, string review)
    {
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null } };
        using var client = new HttpClient(handler);
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                Assert.That((await client.GetAsync(new Uri($"https://localhost:{port}/readyz"))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
                using var content = new StringContent(review, Encoding.UTF8, "application/json");
                return await (await client.PostAsync(new Uri($"https://localhost:{port}/validate?timeout=10s"), content)).Content.ReadAsStringAsync();
            }
            catch (HttpRequestException) when (attempt < 1200)
            {
                await Task.Delay(100);
            }
        }
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
