using System.Diagnostics;

namespace ContainerSecurity.Compare.Reporting;

/// <summary>What was measured: the commit, and whether files differ from it.</summary>
internal static class Commit
{
    public static string Describe(string repository)
    {
        if (Git(repository, "rev-parse", "--short=12", "HEAD") is not { Length: > 0 } commit)
            return "unknown";
        // What a run writes itself does not count.
        string? changes = Git(repository, "status", "--porcelain", "--",
            "src", "benchmarks", ":!benchmarks/RESULTS.md", "Directory.Build.props", "Directory.Packages.props");
        return commit + (changes?.Length > 0 ? ", with changes that are not committed" : "");
    }

    private static string? Git(string repository, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("git", ["-C", repository, .. arguments]) { RedirectStandardOutput = true })!;
            string output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
