using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ContainerSecurity.WebhookLoad;

/// <summary><c>csec webhook</c> in a process of its own, with a certificate made for it.</summary>
internal sealed class WebhookProcess : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("webhook-load-").FullName;
    private readonly Process process;

    private WebhookProcess(string csec)
    {
        Port = FreePort();
        WriteCertificate();
        File.WriteAllText(Path.Combine(folder, "policy.yaml"), "kind: Policy\nprofile: recommended\n");
        process = Process.Start(new ProcessStartInfo("dotnet",
        [
            csec, "webhook", "--policy", Path.Combine(folder, "policy.yaml"), "--listen", $"127.0.0.1:{Port}",
            "--cert", Path.Combine(folder, "tls.crt"), "--key", Path.Combine(folder, "tls.key"),
        ])
        { RedirectStandardError = true })!;
        // A line for each denial: it is read, as by whoever collects logs.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
    }

    public int Port { get; }

    /// <summary>What the process holds of the machine's memory.</summary>
    public string Memory => string.Join(", ", File.ReadLines($"/proc/{process.Id}/status")
        .Where(l => l.StartsWith("VmRSS", StringComparison.Ordinal) || l.StartsWith("VmHWM", StringComparison.Ordinal))
        .Select(l => string.Join(' ', l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));

    /// <summary>The processor time that it has taken.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<WebhookProcess> StartAsync(string csec)
    {
        var webhook = new WebhookProcess(csec);
        for (int attempt = 0; attempt < 300 && !webhook.process.HasExited; attempt++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, webhook.Port);
                return webhook;
            }
            catch (SocketException)
            {
                await Task.Delay(100);
            }
        }
        throw new IOException("csec webhook did not begin to listen.");
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void WriteCertificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        File.WriteAllText(Path.Combine(folder, "tls.crt"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "tls.key"), key.ExportECPrivateKeyPem());
    }
}
