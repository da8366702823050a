using System.Diagnostics;

namespace ContainerSecurity.AspNetCore.Tests.Engine;

/// <summary>The programs of others: Debian's, before what else is on the path.</summary>
internal static class Programs
{
    private static readonly string[] Folders =
        ["/usr/bin", "/usr/sbin", "/bin", "/sbin", .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)];

    public static string? Find(string program) => Folders.Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);

    /// <summary>Skips the test where a program is not installed, or cannot run as it must.</summary>
    public static void RequireEngine()
    {
        string[] absent = [.. new[] { "dockerd", "docker", "containerd", "runc", "busybox" }.Where(p => Find(p) is null)];
        if (absent.Length > 0)
            Assert.Ignore($"Not installed: {string.Join(", ", absent)}.");
        if (Environment.UserName != "root")
            Assert.Ignore("Only root can start a Docker engine.");
    }

    public static void Require(string program)
    {
        if (Find(program) is null)
            Assert.Ignore($"Not installed: {program}.");
    }

    /// <summary>Runs a program to its end; one that does not end in time is killed, and the test fails.</summary>
    public static async Task<Outcome> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, string? input = null, int seconds = 60)
    {
        using Process process = Start(program, arguments, environment, input is not null);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return new Outcome(process.ExitCode, await output.WaitAsync(timeout.Token), await errors.WaitAsync(timeout.Token));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end: {await output}{await errors}");
        }
    }

    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null, bool hasInput = false)
    {
        var start = new ProcessStartInfo(Path.IsPathRooted(program) ? program : Find(program) ?? throw new FileNotFoundException(program), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = hasInput,
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
