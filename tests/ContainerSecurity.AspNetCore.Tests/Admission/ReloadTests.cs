using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ContainerSecurity.AspNetCore.Admission;
using ContainerSecurity.AspNetCore.Tests.Engine;
using ContainerSecurity.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary>Policy and certificate change while the webhook answers.</summary>
[TestFixture]
public class ReloadTests
{
    private string folder = "";

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("webhook-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Policy_that_changes_under_load_loses_no_review_and_none_sees_two_policies()
    {
        // The one policy denies by CSEC2001 alone, the other by hostNetwork alone: a review that saw both would name both rules, or none.
        string file = Path.Combine(folder, "policy.yaml");
        const string first = "kind: Policy\nmetadata: { name: first }\nprofile: none\nrules: { CSEC2001: deny }\n";
        const string second = "kind: Policy\nmetadata: { name: second }\nprofile: none\nrules: { CSEC3001: deny }\n";
        await File.WriteAllTextAsync(file, first);
        await using WebhookHost host = await WebhookHost.StartAsync(o => o.MaxConcurrency = 8, o =>
        {
            o.PolicyFiles.Add(file);
            o.ReloadInterval = TimeSpan.FromSeconds(1);
        });
        JsonObject pod = Review.Pod(Review.Container("web", isPrivileged: true));
        pod["spec"]!["hostNetwork"] = true;
        string review = Review.Create(pod);
        using var stop = new CancellationTokenSource();
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        Task[] load = [.. Enumerable.Range(0, 4).Select(async _ =>
        {
            while (!stop.IsCancellationRequested)
            {
                Answer answer = await host.AskAsync(review);
                string policy = answer.Body["response"]?["auditAnnotations"]?["policy"]?.GetValue<string>() ?? answer.Status.ToString();
                seen.AddOrUpdate($"{policy}: {string.Join(',', answer.Causes)}", 1, (_, n) => n + 1);
            }
        })];

        // The file is whole when it is read for the first time.
        await UntilAsync(() => seen.Keys.Any(k => k.StartsWith("first", StringComparison.Ordinal)));
        for (int turn = 0; turn < 2; turn++)
        {
            await File.WriteAllTextAsync(file, turn % 2 == 0 ? second : first);
            string expected = turn % 2 == 0 ? "second" : "first";
            await UntilAsync(() => host.Services.GetRequiredService<IPolicyEngine>().Current.Policy.Name == expected);
            await UntilAsync(() => seen.Keys.Any(k => k.StartsWith(expected, StringComparison.Ordinal)));
        }
        await stop.CancelAsync();
        await Task.WhenAll(load);

        Assert.That(
            seen.Keys,
            Is.EquivalentTo(new[] { "first: CSEC2001", "second: CSEC3001" }),
            () => string.Join('\n', host.Logs.Lines.Where(l => l.StartsWith("Error", StringComparison.Ordinal)).Take(20)));
    }

    [Test]
    public async Task Policy_with_a_mistake_changes_nothing_and_the_app_stays_ready()
    {
        string file = Path.Combine(folder, "policy.yaml");
        await File.WriteAllTextAsync(file, "kind: Policy\nmetadata: { name: good }\nprofile: baseline\n");
        await using WebhookHost host = await WebhookHost.StartAsync(policy: o =>
        {
            o.PolicyFiles.Add(file);
            o.ReloadInterval = TimeSpan.FromSeconds(1);
        });
        bool before = (await host.AskAsync(Review.Create(Review.Pod(Review.Container("web", isPrivileged: true))))).IsAllowed;
        await File.WriteAllTextAsync(file, "kind: Policy\nprofil: none\n");
        await UntilAsync(() => host.Logs.Lines.Any(l => l.Contains("profil", StringComparison.Ordinal)));

        Answer after = await host.AskAsync(Review.Create(Review.Pod(Review.Container("web", isPrivileged: true))));

        Assert.That((before, after.IsAllowed, await host.StatusOfAsync("/readyz")), Is.EqualTo((false, false, 200)));
    }

    [Test]
    public async Task New_connections_get_the_certificate_that_was_exchanged_and_old_ones_stay()
    {
        var certificates = new TestCertificates(folder);
        using X509Certificate2 first = certificates.Server("first"), second = certificates.Server("second");
        // As a secret is mounted: the files are behind a link that is exchanged.
        string link = Path.Combine(folder, "tls");
        Directory.CreateSymbolicLink(link, certificates.FolderOf("first"));
        await using WebhookHost host = await WebhookHost.StartAsync(listen: l =>
            l.UseCertificateFiles(Path.Combine(link, "cert.pem"), Path.Combine(link, "key.pem"), TimeSpan.FromMilliseconds(100)));
        string review = Review.Create(Review.Pod(Review.Container("web")));
        bool before = (await host.AskAsync(review)).IsAllowed;
        Assert.That(await ServedAsync(host.Address.Port), Is.EqualTo(first.Thumbprint));

        Directory.Delete(link);
        Directory.CreateSymbolicLink(link, certificates.FolderOf("second"));
        await UntilAsync(async () => await ServedAsync(host.Address.Port) == second.Thumbprint);

        Assert.That((before, (await host.AskAsync(review)).IsAllowed), Is.EqualTo((true, true)));
        Assert.That(host.Logs.Lines, Has.Some.Contain("is served from now on"));
    }

    [Test]
    public async Task Certificate_whose_key_is_another_changes_nothing()
    {
        var certificates = new TestCertificates(folder);
        using X509Certificate2 first = certificates.Server("first"), second = certificates.Server("second");
        string certificate = Path.Combine(folder, "cert.pem"), key = Path.Combine(folder, "key.pem");
        File.Copy(Path.Combine(certificates.FolderOf("first"), "cert.pem"), certificate);
        File.Copy(Path.Combine(certificates.FolderOf("first"), "key.pem"), key);
        await using WebhookHost host = await WebhookHost.StartAsync(listen: l => l.UseCertificateFiles(certificate, key, TimeSpan.FromMilliseconds(100)));

        File.Copy(Path.Combine(certificates.FolderOf("second"), "cert.pem"), certificate, overwrite: true);
        await UntilAsync(() => host.Logs.Lines.Any(l => l.Contains("cannot be used", StringComparison.Ordinal)));
        string half = await ServedAsync(host.Address.Port);
        File.Copy(Path.Combine(certificates.FolderOf("second"), "key.pem"), key, overwrite: true);
        await UntilAsync(async () => await ServedAsync(host.Address.Port) == second.Thumbprint);

        Assert.That(half, Is.EqualTo(first.Thumbprint));
    }

    [Test]
    public async Task App_without_a_certificate_that_is_valid_is_alive_and_not_ready()
    {
        var certificates = new TestCertificates(folder);
        using X509Certificate2 expired = certificates.Expired("expired");
        string of = certificates.FolderOf("expired");
        await using WebhookHost host = await WebhookHost.StartAsync(
            listen: l => l.UseCertificateFiles(Path.Combine(of, "cert.pem"), Path.Combine(of, "key.pem")));

        Assert.That((await host.StatusOfAsync("/livez"), await host.StatusOfAsync("/readyz")), Is.EqualTo((200, 503)));
    }

    private static async Task<string> ServedAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(System.Net.IPAddress.Loopback, port);
        await using var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, served, _, _) => served is not null);
        await stream.AuthenticateAsClientAsync("localhost");
        using var certificate = new X509Certificate2(stream.RemoteCertificate!);
        return certificate.Thumbprint;
    }

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (int attempt = 0; attempt < 2400; attempt++)
        {
            if (await condition())
                return;
            await Task.Delay(50);
        }
        Assert.Fail("It did not come about.");
    }
}
