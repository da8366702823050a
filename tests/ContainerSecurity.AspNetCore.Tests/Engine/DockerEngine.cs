using System.Diagnostics;
using System.Globalization;

namespace ContainerSecurity.AspNetCore.Tests.Engine;

/// <summary>A real Docker engine (Debian's docker.io) with folders, sockets and one small image of its own.</summary>
internal sealed class DockerEngine : IAsyncDisposable
{
    public const string Image = "local/busybox:1";

    private readonly string[] options;
    private readonly DockerCli? administrator;
    private Process? process;

    private DockerEngine(DockerCli? administrator, string[] options)
    {
        Programs.RequireEngine();
        (this.administrator, this.options) = (administrator, options);
        Folder = Directory.CreateTempSubdirectory("engine-").FullName;
    }

    public string Folder { get; }

    public string Socket => Path.Combine(Folder, "docker.sock");

    /// <summary>The command line of who may do everything.</summary>
    public DockerCli Cli => administrator ?? new("unix://" + Socket, Folder);

    public string Log => File.ReadAllText(Path.Combine(Folder, "log"));

    /// <summary>Starts an engine; the options come behind those that every test needs.</summary>
    public static async Task<DockerEngine> StartAsync(DockerCli? administrator = null, params string[] options)
    {
        var engine = new DockerEngine(administrator, options);
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

    /// <summary>Ends the engine's process and starts another over the same data.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await RunAsync();
    }

    /// <summary>Ends the engine's process, and with it its containers.</summary>
    public async Task StopAsync()
    {
        if (process is null)
            return;
        // Only a signal that it can hear lets it end its containers and its containerd.
        using (Process kill = Process.Start("/bin/kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
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

    public async ValueTask DisposeAsync()
    {
        // Bridges of networks stay behind on the machine; they are named after the network's ID.
        string[] networks = process is null
            ? []
            : (await Cli.RunAsync("network", "ls", "-q", "-f", "driver=bridge")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await StopAsync();
        foreach (string network in networks)
            await Programs.RunAsync("ip", ["link", "delete", $"br-{network}"]);
        foreach (string mount in File.ReadLines("/proc/mounts").Select(l => l.Split(' ')[1]).Where(m => m.StartsWith(Folder, StringComparison.Ordinal)).Reverse().ToList())
            await Programs.RunAsync("umount", ["-l", mount]);
        Directory.Delete(Folder, recursive: true);
    }

    private async Task RunAsync()
    {
        File.Delete(Path.Combine(Folder, "pid"));
        string command = $"exec {Programs.Find("dockerd")} --data-root {Folder}/data --exec-root {Folder}/exec -H unix://{Socket} --pidfile {Folder}/pid "
            + $"--iptables=false --bridge=none --default-shm-size 1M {string.Join(' ', options)} >>{Folder}/log 2>&1";
        process = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", command]) { Environment = { ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin" } })!;
        for (int attempt = 0; attempt < 300; attempt++)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The engine did not start: {Log}");
            if (File.Exists(Socket) && (await Cli.RunAsync("version")).ExitCode == 0)
                return;
            await Task.Delay(100);
        }
        throw new InvalidOperationException($"The engine did not answer: {Log}");
    }

    private async Task ImportImageAsync()
    {
        string root = Directory.CreateDirectory(Path.Combine(Folder, "image", "bin")).FullName;
        File.Copy(Programs.Find("busybox")!, Path.Combine(root, "busybox"));
        foreach (string name in (string[])["sh", "sleep", "cat", "echo", "true", "false", "ls", "stty", "touch", "head", "id", "wc"])
            File.CreateSymbolicLink(Path.Combine(root, name), "busybox");
        string archive = Path.Combine(Folder, "image.tar");
        (await Programs.RunAsync("tar", ["-C", Path.Combine(Folder, "image"), "-cf", archive, "."])).Success();
        (await Cli.RunAsync("import", "--change", "CMD [\"/bin/sh\"]", archive, Image)).Success();
    }
}
