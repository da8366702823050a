using System.Diagnostics;
using System.Globalization;

namespace ContainerSecurity.Docker.Tests.Engine;

/// <summary>A real Docker engine (Debian's docker.io) with folders, a socket and one small image of its own.</summary>
internal sealed class RealEngine : IAsyncDisposable
{
    public const string Image = "local/busybox:1";

    private Process? process;

    public string Folder { get; } = Directory.CreateTempSubdirectory("engine-").FullName;

    public Uri Address => new($"unix://{Folder}/docker.sock");

    /// <summary>Starts an engine that gives containers cgroup namespaces of their own, as engines on newer kernels do.</summary>
    public static async Task<RealEngine> StartAsync()
    {
        Programs.RequireEngine();
        var engine = new RealEngine();
        try
        {
            await engine.RunAsync();
            await engine.ImportImageAsync();
            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    public Task<string> DoAsync(params string[] arguments) => Programs.RunAsync("docker", arguments, Address.ToString());

    public async Task RestartAsync()
    {
        await StopAsync();
        await RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (string mount in File.ReadLines("/proc/mounts").Select(l => l.Split(' ')[1]).Where(m => m.StartsWith(Folder, StringComparison.Ordinal)).Reverse().ToList())
            await Programs.RunAsync("umount", ["-l", mount]);
        Directory.Delete(Folder, recursive: true);
    }

    private async Task StopAsync()
    {
        if (process is null)
            return;
        // Only a signal that it can hear lets it end its containers and its containerd.
        await Programs.RunAsync("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
        process.Dispose();
        process = null;
    }

    private async Task RunAsync()
    {
        File.Delete($"{Folder}/pid");
        string command = $"exec {Programs.Find("dockerd")} --data-root {Folder}/data --exec-root {Folder}/exec -H {Address} --pidfile {Folder}/pid "
            + $"--iptables=false --bridge=none --default-cgroupns-mode=private >>{Folder}/log 2>&1";
        process = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", command]) { Environment = { ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin" } })!;
        for (int attempt = 0; attempt < 300; attempt++)
        {
            if (process.HasExited)
                break;
            try
            {
                await DoAsync("version");
                return;
            }
            catch (InvalidOperationException)
            {
                await Task.Delay(100);
            }
        }
        throw new InvalidOperationException($"The engine did not start: {await File.ReadAllTextAsync($"{Folder}/log")}");
    }

    private async Task ImportImageAsync()
    {
        string root = Directory.CreateDirectory($"{Folder}/image/bin").FullName;
        File.Copy(Programs.Find("busybox")!, $"{root}/busybox");
        File.CreateSymbolicLink($"{root}/sh", "busybox");
        await Programs.RunAsync("tar", ["-C", $"{Folder}/image", "-cf", $"{Folder}/image.tar", "."]);
        await DoAsync("import", "--change", "CMD [\"/bin/sh\"]", $"{Folder}/image.tar", Image);
    }
}
