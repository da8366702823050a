using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>A sample outside of the repository that gets the packages as everyone does: packed, from a folder, by its own restore.</summary>
internal sealed partial class ConsumerProject : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("csec-consumer");
    private readonly string version = "0.1.0-test." + DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture);
    private readonly string sample;
    private readonly List<string> packages = [];

    /// <summary>Packs what the sample needs.</summary>
    /// <param name="sample">The sample's folder.</param>
    /// <param name="projects">The projects in <c>src</c> whose packages it gets.</param>
    public ConsumerProject(string sample, params string[] projects)
    {
        this.sample = Path.Combine(Repository, sample);
        try
        {
            foreach (string project in projects)
                Pack(Repository, Path.Combine("src", project), "--no-build", $"-p:PackageVersion={version}");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Folder => Path.Combine(root.FullName, "demo");

    /// <summary>The package that was packed first.</summary>
    public string Package => Directory.GetFiles(Feed, packages[0] + ".*.nupkg", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }).Single();

    private string Feed => Path.Combine(root.FullName, "feed");

    private static string Repository => Code.Metadata("RepositoryRoot");

    /// <summary>Makes the project what the sample is.</summary>
    public void Reset()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        // A file of this name ends the search for those above it.
        Write("Directory.Build.props", "<Project />");
        foreach (string file in Directory.GetFiles(sample, "*", SearchOption.AllDirectories))
            if (!Path.GetRelativePath(sample, file).Split(Path.DirectorySeparatorChar).Any(f => f is "obj" or "bin"))
                Write(
                    Path.GetRelativePath(sample, file),
                    File.ReadAllText(file)
                        .Replace("../../artifacts/package/release", Feed)
                        .Replace("../../artifacts", "artifacts"));
    }

    public void Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Packs one of the sample's own projects, for others of it.</summary>
    public void Pack(string project) => Pack(Folder, project);

    /// <summary>Builds a project of the sample, and gives the warnings as <c>file(line,column): ID</c>, files relative to the project.</summary>
    public string[] BuildProject(string project, params string[] properties)
    {
        string folder = Path.GetFullPath(Path.Combine(Folder, project));
        return [.. WarningPattern().Matches(Compile(folder, properties))
            .Select(m => Shorten(m.Groups["warning"].Value, folder))
            .Distinct()
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Builds the project that the sample is for all its frameworks, and gives the warnings with the framework that each is told for.</summary>
    public string[] BuildFrameworks() =>
        [.. WarningPattern().Matches(Compile(Folder))
            .Select(m => $"{Shorten(m.Groups["warning"].Value, Folder)} {m.Groups["framework"].Value}")
            .Distinct()
            .Order(StringComparer.Ordinal)];

    // A compiler that lives on would look for analyzers where an earlier test had them.
    private string Compile(string folder, params string[] properties) =>
        Dotnet(folder, ["build", "--no-incremental", "-p:UseSharedCompilation=false", .. properties]);

    private static string Shorten(string warning, string folder) =>
        warning.Trim().Replace(folder.TrimEnd('/') + "/", "").Replace("warning ", "").TrimEnd(':');

    /// <summary>Builds the project that the sample is.</summary>
    public string[] Build(params string[] properties) => BuildProject("", properties);

    /// <summary>Runs a project of the sample that is built, and gives the lines that it prints.</summary>
    public string[] Run(string project) =>
        Dotnet(Path.Combine(Folder, project), "run", "--no-build").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs <c>dotnet format</c> on the project that the sample is.</summary>
    public void Format(params string[] arguments) => Dotnet(Folder, ["format", .. arguments]);

    /// <summary>Every file of the project that is no result of a build, by name, with its text.</summary>
    public Dictionary<string, string> Files() => Directory.GetFiles(Folder, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Folder, f))
        .Where(f => f.Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin" or "artifacts"))
        .ToDictionary(f => f, f => File.ReadAllText(Path.Combine(Folder, f)));

    public void Dispose()
    {
        root.Delete(recursive: true);
        string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget/packages");
        foreach (string package in packages)
            if (Path.Combine(cache, package, version) is var restored && Directory.Exists(restored))
                Directory.Delete(restored, recursive: true);
    }

    private void Pack(string folder, string project, params string[] options)
    {
        Dotnet(folder, ["pack", project, "-c", Code.Metadata("Configuration"), "-o", Feed, .. options]);
        packages.Add(Path.GetFileName(project).ToLowerInvariant());
    }

    private string Dotnet(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Directory.CreateDirectory(folder).FullName, RedirectStandardOutput = true };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        // An environment variable is a property where the command takes none.
        start.Environment["ContainerSecurityVersion"] = version;
        // A node that lives on would keep the output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, output);
        return output;
    }

    [GeneratedRegex(@"^\s*(?<warning>(\S+?\(\d+,\d+\)|CSC ): warning \w+:).*?(TargetFramework=(?<framework>[\w.]+)\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex WarningPattern();
}
