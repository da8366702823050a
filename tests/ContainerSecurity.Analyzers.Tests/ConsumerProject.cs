using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>A project outside of the repository that gets the analyzer as everyone does: packed, from a folder, by its own restore.</summary>
internal sealed partial class ConsumerProject : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("csec-consumer");
    private readonly string version = "0.1.0-test." + DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture);

    public ConsumerProject()
    {
        Dotnet(Repository, "pack", "src/ContainerSecurity.Analyzers", "--no-build", "-c", Code.Metadata("Configuration"), "-o", Feed, $"-p:PackageVersion={version}");
    }

    public string Folder => Path.Combine(root.FullName, "demo");

    private string Feed => Path.Combine(root.FullName, "feed");

    private static string Repository => Code.Metadata("RepositoryRoot");

    /// <summary>Makes the project what the sample is.</summary>
    public void Reset()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        foreach (string file in Directory.GetFiles(Path.Combine(Repository, "samples/AnalyzerDemo"), "*", SearchOption.AllDirectories))
            Write(Path.GetRelativePath(Path.Combine(Repository, "samples/AnalyzerDemo"), file), File.ReadAllText(file).Replace("../../artifacts/package/release", Feed));
        // A file of this name ends the search for those above it.
        Write("Directory.Build.props", "<Project />");
    }

    public void Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Builds, and gives the warnings as <c>file(line,column): ID</c>.</summary>
    public string[] Build(params string[] properties)
    {
        string output = Dotnet(Folder, ["build", "--no-incremental", "-nodeReuse:false", $"-p:ContainerSecurityVersion={version}", .. properties]);
        return [.. WarningPattern().Matches(output).Select(m => m.Value.Trim().Replace(Folder + "/", "").Replace("warning ", "").TrimEnd(':')).Distinct().Order(StringComparer.Ordinal)];
    }

    public void Dispose()
    {
        root.Delete(recursive: true);
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages");
        string restored = Path.Combine(packages, "containersecurity.analyzers", version);
        if (Directory.Exists(restored))
            Directory.Delete(restored, recursive: true);
    }

    private static string Dotnet(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Directory.CreateDirectory(folder).FullName, RedirectStandardOutput = true };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, output);
        return output;
    }

    [GeneratedRegex(@"^\s*(\S+?\(\d+,\d+\)|CSC ): warning \w+:", RegexOptions.Multiline)]
    private static partial Regex WarningPattern();
}
