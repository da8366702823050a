using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ContainerSecurity.Images.Tests;

/// <summary>A real registry (Debian's docker-registry) on the loopback, in a folder of its own.</summary>
internal sealed class LoopbackRegistry : IDisposable
{
    private readonly Process process;
    private readonly string folder = Directory.CreateTempSubdirectory("csec-registry-").FullName;

    private LoopbackRegistry(string? htpasswd)
    {
        Address = $"127.0.0.1:{FreePort()}";
        string auth = htpasswd is null ? "" : $"auth: {{ htpasswd: {{ realm: test, path: {folder}/htpasswd }} }}";
        if (htpasswd is not null)
            File.WriteAllText(Path.Combine(folder, "htpasswd"), htpasswd);
        File.WriteAllText(Path.Combine(folder, "registry.yml"), $$"""
            version: 0.1
            log: { level: error, accesslog: { disabled: true } }
            storage: { filesystem: { rootdirectory: {{folder}}/data }, delete: { enabled: true } }
            http: { addr: {{Address}} }
            {{auth}}
            """);
        process = ShellCommand.Start("exec docker-registry serve registry.yml >/dev/null 2>&1", folder);
    }

    public string Address { get; }

    /// <summary>Starts a registry; with a user, one that asks for the password.</summary>
    public static async Task<LoopbackRegistry> StartAsync(string? user = null, string? password = null)
    {
        ShellCommand.Require("docker-registry", "skopeo");
        if (user is not null)
            ShellCommand.Require("htpasswd");
        var registry = new LoopbackRegistry(user is null ? null : ShellCommand.Run($"htpasswd -Bbn {user} {password}", "/"));
        using var client = new HttpClient();
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                using HttpResponseMessage response = await client.GetAsync(new Uri($"http://{registry.Address}/v2/"));
                return registry;
            }
            catch (HttpRequestException) when (attempt < 1000 && !registry.process.HasExited)
            {
                await Task.Delay(50);
            }
            catch
            {
                registry.Dispose();
                throw;
            }
        }
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
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
}
