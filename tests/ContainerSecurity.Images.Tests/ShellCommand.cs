using System.Diagnostics;

namespace ContainerSecurity.Images.Tests;

/// <summary>Runs the tools of others.</summary>
internal static class ShellCommand
{
    private static readonly string[] Folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), "/usr/sbin", "/sbin"];

    /// <summary>Skips the test where a tool is not installed.</summary>
    public static void Require(params string[] tools)
    {
        string[] absent = [.. tools.Where(t => Find(t) is null)];
        if (absent.Length > 0)
            Assert.Ignore($"Not installed: {string.Join(", ", absent)}.");
    }

    /// <summary>Skips the test where it does not run as root, whom file owners and chroot need.</summary>
    public static void RequireRoot()
    {
        if (Environment.UserName != "root")
            Assert.Ignore("Only root can unpack files of other owners.");
    }

    public static string? Find(string tool) => Folders.Select(f => Path.Combine(f, tool)).FirstOrDefault(File.Exists);

    public static string Run(string script, string folder)
    {
        using Process process = Start(script, folder);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{script}\nended with {process.ExitCode}: {errors.Result}{output}");
    }

    public static Process Start(string script, string folder)
    {
        var start = new ProcessStartInfo(
            "/bin/bash",
            ["-c", $"set -e; {script}"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        start.Environment["PATH"] = string.Join(Path.PathSeparator, Folders);
        return Process.Start(start)!;
    }
}
