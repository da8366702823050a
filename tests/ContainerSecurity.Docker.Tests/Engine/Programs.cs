using System.Diagnostics;

namespace ContainerSecurity.Docker.Tests.Engine;

/// <summary>The programs of others: Debian's, before what else is on the path.</summary>
internal static class Programs
{
    private static readonly string[] Folders =
        ["/usr/bin", "/usr/sbin", "/bin", "/sbin", .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)];

    public static string? Find(string program) => Folders.Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);

    /// <summary>Skips the tests where no engine can be started.</summary>
    public static void RequireEngine()
    {
        string[] absent = [.. new[] { "dockerd", "docker", "containerd", "runc", "busybox" }.Where(p => Find(p) is null)];
        if (absent.Length > 0)
            Assert.Ignore($"Not installed: {string.Join(", ", absent)}.");
        if (Environment.UserName != "root")
            Assert.Ignore("Only root can start a Docker engine.");
    }

    /// <summary>Runs a program to its end and returns what it printed; fails where it failed, or does not end.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string? host = null)
    {
        var start = new ProcessStartInfo(Find(program)
            ?? throw new FileNotFoundException(program), arguments)
        { RedirectStandardOutput = true, RedirectStandardError = true };
        if (host is not null)
            (start.Environment["DOCKER_HOST"], start.Environment["DOCKER_CONFIG"]) = (host, Path.GetTempPath());
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', start.ArgumentList)} did not end.");
        }
        return process.ExitCode == 0
            ? (await output).Trim()
            : throw new InvalidOperationException($"{program} {string.Join(' ', start.ArgumentList)}: {await errors}");
    }
}
