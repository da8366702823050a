using System.Diagnostics;
using ContainerSecurity.Compare.Measuring;

namespace ContainerSecurity.Compare.Data;

/// <summary>The command line by which the .NET SDK compiles a generated project, taken from it once and run with one analyzer or another.</summary>
internal sealed class CompileCommand
{
    private const string Option = "/analyzer:";

    /// <summary>What is given anew, or only on the command line itself.</summary>
    private static readonly string[] Replaced = ["/out:", "/refout:", "/noconfig"];

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <EnableNETAnalyzers>false</EnableNETAnalyzers>
            <ProvideCommandLineArgs>true</ProvideCommandLineArgs>
            <SkipCompilerExecution>true</SkipCompilerExecution>
          </PropertyGroup>
          <ItemGroup>
            <Compile Include="{{sources}}/**/*.cs" />
            <PackageReference Include="KubernetesClient" Version="21.0.8" />
            <PackageReference Include="Meziantou.Analyzer" Version="3.0.321" PrivateAssets="all" />
            <PackageReference Include="SonarAnalyzer.CSharp" Version="8.33.0.40503" PrivateAssets="all" />
          </ItemGroup>
          <Target Name="WriteCommandLine" AfterTargets="CoreCompile">
            <WriteLinesToFile File="arguments.txt" Lines="@(CscCommandLineArgs)" Overwrite="true" />
            <WriteLinesToFile File="compiler.txt" Lines="$(RoslynTargetsPath)/bincore/csc.dll" Overwrite="true" />
          </Target>
        </Project>
        """;

    private readonly string folder;
    private readonly string compiler;
    private readonly string[] arguments;

    private CompileCommand(string folder)
    {
        this.folder = folder;
        compiler = File.ReadAllText(Path.Combine(folder, "compiler.txt")).Trim();
        arguments = File.ReadAllLines(Path.Combine(folder, "arguments.txt"));
    }

    /// <summary>Lets Sonar's analyzer look for credentials and for nothing else.</summary>
    public IReadOnlyList<string> OnlyCredentials =>
        [$"/analyzerconfig:{Path.Combine(folder, "sonar.globalconfig")}", $"/additionalfile:{Path.Combine(folder, "SonarLint.xml")}"];

    /// <summary>Writes the project and asks the SDK how it is compiled.</summary>
    public static CompileCommand Prepare(DataFolder data, int files)
    {
        string sources = data.Sources(files), folder = sources + "-project";
        Directory.CreateDirectory(folder);
        foreach (string name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            File.WriteAllText(Path.Combine(folder, name), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Generated.csproj"), Project.Replace("{{sources}}", sources, StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder, "SonarLint.xml"), "<AnalysisInput><Rules><Rule><Key>S2068</Key></Rule></Rules></AnalysisInput>");
        File.WriteAllLines(Path.Combine(folder, "sonar.globalconfig"),
            Enumerable.Range(100, 8_900).Select(i => $"dotnet_diagnostic.S{i}.severity = {(i == 2068 ? "warning" : "none")}").Prepend("is_global = true"));
        string told = Path.Combine(folder, "arguments.txt");
        File.Delete(told);
        string output = Build(folder);
        return File.Exists(told)
            ? new CompileCommand(folder)
            : throw new InvalidOperationException($"The SDK does not tell how it compiles: {output}");
    }

    private static string Build(string folder)
    {
        // A process that stays for the next build would keep the output open.
        string[] arguments = ["build", "-t:Compile", "-v:quiet", "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using Process build = Process.Start(start)!;
        string output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        return output;
    }

    /// <summary>The assemblies of a package of analyzers.</summary>
    /// <param name="package">Its name in small letters.</param>
    public IReadOnlyList<string> Package(string package) =>
        [.. arguments.Where(a => IsAnalyzer(a) && a.Contains($"/{package}/", StringComparison.OrdinalIgnoreCase))
            .Select(a => a[Option.Length..].Trim('"'))];

    /// <summary>The compiler with these analyzers and no others.</summary>
    public MeasuredProgram Program(string name, IReadOnlyList<string> analyzers, params IReadOnlyList<string> more)
    {
        string response = Path.Combine(folder, string.Concat(name.Where(char.IsAsciiLetterOrDigit)) + ".rsp");
        File.WriteAllLines(response,
        [
            .. arguments.Where(a => !IsAnalyzer(a) && !Array.Exists(Replaced, r => a.StartsWith(r, StringComparison.Ordinal))),
            .. analyzers.Select(a => $"{Option}\"{a}\""), .. more, $"/out:\"{Path.ChangeExtension(response, ".dll")}\"", "/reportanalyzer",
        ]);
        return new MeasuredProgram(name, "dotnet", "exec", compiler, "/noconfig", "@" + response)
        {
            Processors = Processors.One,
            Folder = folder,
            KeepsOutput = true,
        };
    }

    private static bool IsAnalyzer(string argument) => argument.StartsWith(Option, StringComparison.Ordinal);
}
