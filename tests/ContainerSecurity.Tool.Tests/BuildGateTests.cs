using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ContainerSecurity.Images.Tests;

namespace ContainerSecurity.Tool.Tests;

/// <summary>The gate of the package ContainerSecurity.Build: what <c>PublishContainer</c> makes is judged before it goes anywhere.</summary>
[NonParallelizable]
public class BuildGateTests
{
    private const string NonRoot = """{"Env":["PATH=/usr/bin","APP_UID=1654"]}""";
    private string folder = "";
    private LoopbackRegistry registry = null!;

    [OneTimeSetUp]
    public async Task StartRegistry() => registry = await LoopbackRegistry.StartAsync();

    [OneTimeTearDown]
    public void StopRegistry() => registry?.Dispose();

    [SetUp]
    public void WriteProject()
    {
        folder = Directory.CreateTempSubdirectory("csec-gate-").FullName;
        foreach (string file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            Write(file, "<Project />");
        Write("Program.cs", "System.Console.WriteLine(1);");
        WriteProject("");
    }

    [TearDown]
    public void DeleteProject() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Image_that_runs_as_root_is_not_pushed_and_ends_the_build()
    {
        BuildSbomTests.PushBase(registry.Address);

        (int code, string output) = Publish($"-p:ContainerRegistry={registry.Address} -p:ContainerRepository=gate/root");

        Assert.That(code, Is.Not.Zero, output);
        Assert.That(output, Does.Contain("shop.csproj : error CSEC2003: The image names no user"));
        Assert.That(IsPushed("gate/root"), Is.False);
        Assert.That(ReportedRules("shop.image.sarif"), Does.Contain("CSEC2003"));
        Assert.That(File.ReadAllText(ReportPath("shop.image.sarif")), Does.Not.Contain(folder));
    }

    [Test]
    public void Finding_that_the_project_says_stands_at_its_line()
    {
        BuildSbomTests.PushBase(registry.Address, NonRoot);
        WriteProject("<ContainerUser>root</ContainerUser>");

        (int code, string output) = Publish($"-p:ContainerRegistry={registry.Address} -p:ContainerRepository=gate/line");

        Assert.That(code, Is.Not.Zero, output);
        Assert.That(output, Does.Contain($"shop.csproj(8,5,8,24): error CSEC2004: "));
        Assert.That(output, Does.Not.Contain("shop.csproj : error CSEC2004"));
        Assert.That(IsPushed("gate/line"), Is.False);
    }

    [Test]
    public async Task Image_that_is_allowed_is_pushed_and_its_verdict_is_kept_for_the_next_build()
    {
        BuildSbomTests.PushBase(registry.Address, NonRoot);

        (int code, string output) = Publish($"-p:ContainerRegistry={registry.Address} -p:ContainerRepository=gate/good");
        Assert.That(code, Is.Zero, output);
        string first = await BuildSbomTests.DigestAsync($"docker://{registry.Address}/gate/good:7", registry.Address);
        DateTime written = File.GetLastWriteTimeUtc(ReportPath("shop.image.sarif"));

        (code, output) = Publish($"-p:ContainerRegistry={registry.Address} -p:ContainerRepository=gate/good");
        Assert.That(code, Is.Zero, output);
        Assert.That(first, Is.Not.Empty);
        Assert.That(File.GetLastWriteTimeUtc(ReportPath("shop.image.sarif")), Is.EqualTo(written), "judged again");

        Write("container-policy.yaml", "apiVersion: containersecurity.io/v1\nkind: Policy\nrules: {CSEC6008: {severity: high}}\n");
        (code, output) = Publish($"-p:ContainerRegistry={registry.Address} -p:ContainerRepository=gate/good");
        Assert.That(code, Is.Not.Zero, output);
        Assert.That(output, Does.Contain("error CSEC6008"));
    }

    [Test]
    public void Policy_decides_and_one_that_is_wrong_ends_the_build()
    {
        BuildSbomTests.PushBase(registry.Address);
        Write("container-policy.yaml", """
            apiVersion: containersecurity.io/v1
            kind: Policy
            rules: {CSEC2003: {enforcement: warn}}
            """);
        string target = $"-p:ContainerRegistry={registry.Address} -p:ContainerRepository=gate/policy";

        (int code, string output) = Publish(target);
        Assert.That(code, Is.Zero, output);
        Assert.That(output, Does.Contain("warning CSEC2003"));
        Assert.That(IsPushed("gate/policy"), Is.True);

        Write("container-policy.yaml", "apiVersion: containersecurity.io/v1\nkind: Policy\nrule: {}\n");
        (code, output) = Publish(target);
        Assert.That(code, Is.Not.Zero, output);
        Assert.That(output, Does.Contain("container-policy.yaml(3,1): error CSEC0003"));
    }

    [Test]
    public void Archive_is_judged_where_it_is_written()
    {
        BuildSbomTests.PushBase(registry.Address);

        (int code, string output) = Publish($"-p:ContainerArchiveOutputPath={folder}/out/shop.tar.gz -p:ContainerSecurityReportFormat=json");

        Assert.That(code, Is.Not.Zero, output);
        Assert.That(output, Does.Contain("error CSEC2003"));
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(ReportPath("shop.image.json")));
        Assert.That(report.RootElement.ValueKind, Is.EqualTo(JsonValueKind.Object));
    }

    [Test]
    public void Image_for_the_local_engine_is_judged_before_the_engine_sees_it()
    {
        BuildSbomTests.PushBase(registry.Address);

        (int code, string output) = Publish("-p:LocalRegistry=Docker");

        Assert.That(code, Is.Not.Zero, output);
        Assert.That(output, Does.Contain("error CSEC2003").And.Contain("error CSECBUILD05").And.Not.Contain("CONTAINER1012"));
    }

    [Test]
    public void Image_that_differs_from_what_was_judged_is_told()
    {
        BuildSbomTests.PushBase(registry.Address, NonRoot);
        (int code, string output) = Publish($"-p:ContainerRegistry={registry.Address} -p:ContainerRepository=gate/same");
        Assert.That(code, Is.Zero, output);
        string kept = Path.Combine(folder, "obj/Release/net10.0/container-security");
        string pushed = Encoding.UTF8.GetString(Convert.FromBase64String(File.ReadAllText(Path.Combine(kept, "pushed.txt"))));

        Assert.That(Compare(pushed), Is.Zero);
        Assert.That(Compare(pushed.Replace("\"User\":\"1654\"", "\"User\":\"0\"")), Is.Not.Zero);
        Assert.That(Compare("{}"), Is.Not.Zero);

        int Compare(string configuration)
        {
            Write("other.txt", Convert.ToBase64String(Encoding.UTF8.GetBytes(configuration)));
            using Process process = ShellCommand.Start($"dotnet exec {BuildSbomTests.Program} pushed other.txt --record {kept}/allowed.txt", folder);
            process.WaitForExit();
            return process.ExitCode;
        }
    }

    [Test]
    public void Gate_is_off_by_one_property()
    {
        BuildSbomTests.PushBase(registry.Address);

        (int code, string output) = Publish($"-p:ContainerRegistry={registry.Address} -p:ContainerRepository=gate/off -p:ContainerSecurityGate=false");

        Assert.That(code, Is.Zero, output);
        Assert.That(IsPushed("gate/off"), Is.True);
        Assert.That(File.Exists(ReportPath("shop.image.sarif")), Is.False);
    }

    [Test]
    public void Secret_that_is_published_with_the_program_is_found_in_the_image()
    {
        BuildSbomTests.PushBase(registry.Address, NonRoot);
        Write("token.json", $$"""{ "token": "ghp_{{"0123456789abcdefABCDEF0123456789abcd"}}" }"""); // csec:allow-secret
        WriteProject("", "<ItemGroup><Content Include=\"token.json\" CopyToPublishDirectory=\"Always\" /></ItemGroup>");

        (int code, string output) = Publish($"-p:ContainerRegistry={registry.Address} -p:ContainerRepository=gate/secret");

        Assert.That(code, Is.Not.Zero, output);
        Assert.That(output, Does.Contain("error CSEC4008"));
        Assert.That(IsPushed("gate/secret"), Is.False);
    }

    private string ReportPath(string name) => Path.Combine(folder, "bin/Release/net10.0", name);

    private string[] ReportedRules(string name)
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(ReportPath(name)));
        return [.. report.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(r => r.GetProperty("ruleId").GetString()!)];
    }

    private bool IsPushed(string repository)
    {
        using Process process = ShellCommand.Start(
            $"skopeo inspect --tls-verify=false docker://{registry.Address}/{repository}:7 >/dev/null 2>&1", folder);
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private (int Code, string Output) Publish(string options)
    {
        using Process process = ShellCommand.Start(
            $"DOTNET_CONTAINER_INSECURE_REGISTRIES={registry.Address} DOTNET_CLI_UI_LANGUAGE=en dotnet publish shop.csproj -c Release -v quiet -nodeReuse:false "
                + $"-t:PublishContainer -p:ContainerImageTag=7 {options} 2>&1", folder);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private void WriteProject(string properties, string items = "") => Write("shop.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <UseAppHost>false</UseAppHost>
            <ContainerSecuritySbom>false</ContainerSecuritySbom>
            <ContainerBaseImage>{registry.Address}/base:1</ContainerBaseImage>
            {properties}
            <ContainerSecurityBuildProgram>{BuildSbomTests.Program}</ContainerSecurityBuildProgram>
          </PropertyGroup>
          {items}
          <Import Project="{Path.Combine(BuildSbomTests.Root, "src/ContainerSecurity.Build/build/ContainerSecurity.Build.targets")}" />
        </Project>
        """);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
