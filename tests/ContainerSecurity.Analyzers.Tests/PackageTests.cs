// csec:allow-secrets-of-file: made-up ones
using System.IO.Compression;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>The package as a consumer sees it.</summary>
public class PackageTests
{
    private static readonly string[] Warnings =
    [
        "Dockerfile(3,1): CSEC8001",
        "NodeAgent.cs(15,11): CSEC3001",
        "NodeAgent.cs(32,21): CSEC1001",
        "NodeAgent.cs(35,25): CSEC2001",
        "NodeAgent.cs(36,68): CSEC2006",
        "NodeAgent.cs(40,96): CSEC3006",
        "deploy/job.yaml(13,11): CSEC2001",
    ];

    private static ConsumerProject demo = null!;

    [OneTimeSetUp]
    public void Pack() => demo = new ConsumerProject("samples/AnalyzerDemo", "ContainerSecurity.Analyzers");

    [SetUp]
    public void Reset() => demo.Reset();

    [OneTimeTearDown]
    public void Clean() => demo.Dispose();

    [Test]
    public void Demo_warns_where_the_mistakes_are_and_nowhere_else() => Assert.That(demo.Build(), Is.EqualTo(Warnings));

    [Test]
    public void Files_can_be_left_out() =>
        Assert.That(demo.Build("-p:ContainerSecurityAnalyzeFiles=false"), Is.EqualTo(Warnings.Where(w => w.StartsWith("NodeAgent", StringComparison.Ordinal))));

    [Test]
    public void Files_of_every_kind_are_found_in_all_folders_but_those_of_the_build()
    {
        const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {hostNetwork: true}\n";
        const string Build = "FROM registry.example.com/base:1.4.2\nUSER root\n";
        foreach (string name in new[] { "deploy/a/web.yml", "obj/web.yaml", "bin/Debug/web.yaml", "node_modules/a/web.yaml" })
            demo.Write(name, Pod);
        foreach (string name in new[] { "images/Dockerfile.web", "images/web.dockerfile", "images/Containerfile", "obj/Dockerfile", "images/Dockerfile.md" })
            demo.Write(name, Build);
        demo.Write("appsettings.Production.json", $$"""{ "Smtp": { "Password": "{{"Vq7!tP" + "2xLm9#"}}" } }""");
        demo.Write("bin/appsettings.json", $$"""{ "Smtp": { "Password": "{{"Vq7!tP" + "2xLm9#"}}" } }""");
        string[] expected =
        [
            "appsettings.Production.json(1,26): CSEC4012", "deploy/a/web.yml(4,8): CSEC3001",
            "images/Containerfile(2,1): CSEC8001", "images/Dockerfile.web(2,1): CSEC8001",
            "images/web.dockerfile(2,1): CSEC8001"
        ];

        Assert.That(demo.Build().Except(Warnings), Is.EqualTo(expected));
    }

    [Test]
    public void List_of_what_builds_leave_out_is_found_above_the_project()
    {
        demo.Write("Dockerfile", "FROM registry.example.com/base:1.4.2\nCOPY . /app\nUSER app\n");
        demo.Write("container-policy.yaml",
            "apiVersion: containersecurity.io/v1\nkind: Policy\nprofile: none\nrules: {CSEC8018: {enabled: true, severity: high}}\n");
        Assert.That(demo.Build(), Is.EqualTo(new[] { "Dockerfile(2,6): CSEC8018" }));

        demo.Write("../.dockerignore", ".git\n.env\n");
        string[] warnings = demo.Build();
        File.Delete(Path.Combine(demo.Folder, "../.dockerignore"));

        Assert.That(warnings, Is.Empty);
    }

    [Test]
    public void Project_that_becomes_an_image_is_told_at_its_lines_and_those_of_what_stands_above_it()
    {
        string project = File.ReadAllText(Path.Combine(demo.Folder, "AnalyzerDemo.csproj"));
        demo.Write("Program.cs", "System.Console.WriteLine();");
        demo.Write("AnalyzerDemo.csproj", project.Replace(
            "    <IsPackable>",
            "    <OutputType>Exe</OutputType>\n    <ContainerBaseImage>registry.example.com/base:latest</ContainerBaseImage>\n    <IsPackable>"));
        demo.Write("Directory.Build.props", "<Project>\n  <PropertyGroup>\n    <ContainerUser>root</ContainerUser>\n  </PropertyGroup>\n</Project>");
        string[] expected = ["AnalyzerDemo.csproj(6,5): CSEC1001", "Directory.Build.props(3,5): CSEC2004"];

        Assert.That(demo.Build().Except(Warnings), Is.EqualTo(expected));
    }

    [Test]
    public void Container_profile_of_a_project_is_told()
    {
        demo.Write("Properties/launchSettings.json", "{\n\"profiles\": {\"box\": {\"commandName\": \"Docker\",\n\"containerRunArguments\": \"--privileged\"}}}");

        Assert.That(demo.Build().Except(Warnings), Is.EqualTo(new[] { "Properties/launchSettings.json(3,27): CSEC2001" }));
    }

    [Test]
    public void Editorconfig_decides_on_code_and_globalconfig_on_files()
    {
        demo.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.CSEC1001.severity = none\n");
        demo.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.CSEC2001.severity = none\n");

        Assert.That(demo.Build(), Is.EqualTo(Warnings.Where(w => !w.Contains("CSEC1001") && !w.Contains("CSEC2001"))));
    }

    [Test]
    public void Package_brings_no_assembly_that_another_analyzer_could_bring_too()
    {
        using ZipArchive package = ZipFile.OpenRead(demo.Package);

        Assert.That(
            package.Entries.Select(e => e.Name).Where(n => n.EndsWith(".dll", StringComparison.Ordinal)),
            Is.Not.Empty.And.All.StartsWith("ContainerSecurity"));
    }

    [Test]
    public void Clean_project_has_no_warnings()
    {
        foreach (string file in new[] { "NodeAgent.cs", "Dockerfile", "deploy/job.yaml" })
            File.Delete(Path.Combine(demo.Folder, file));

        Assert.That(demo.Build(), Is.Empty);
    }

    [Test]
    public void Files_of_a_project_of_several_frameworks_are_told_once()
    {
        File.Delete(Path.Combine(demo.Folder, "NodeAgent.cs"));
        File.Delete(Path.Combine(demo.Folder, "WebShop.cs"));
        demo.Write("Shop.cs", $"class Shop {{ public string Password = \"{"Vq7!tP" + "2xLm9#"}\"; }}");
        demo.Write("AnalyzerDemo.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFrameworks>netstandard2.0; net10.0</TargetFrameworks></PropertyGroup>
              <ItemGroup><PackageReference Include="ContainerSecurity.Analyzers" Version="$(ContainerSecurityVersion)" PrivateAssets="all" /></ItemGroup>
            </Project>
            """);
        string[] expected =
        [
            "Dockerfile(3,1): CSEC8001 netstandard2.0", "Shop.cs(1,39): CSEC4012 net10.0", "Shop.cs(1,39): CSEC4012 netstandard2.0",
            "deploy/job.yaml(13,11): CSEC2001 netstandard2.0",
        ];

        Assert.That(demo.BuildFrameworks(), Is.EqualTo(expected));
    }

    /// <summary>Central versions, warnings as errors, and a generator whose output is none of the people's who build.</summary>
    [Test]
    public void Strict_project_builds_what_a_generator_writes()
    {
        foreach (string file in new[] { "NodeAgent.cs", "Dockerfile", "deploy/job.yaml" })
            File.Delete(Path.Combine(demo.Folder, file));
        demo.Write("Directory.Packages.props", """
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="ContainerSecurity.Analyzers" Version="$(ContainerSecurityVersion)" />
                <PackageVersion Include="KubernetesClient" Version="21.0.8" />
                <PackageVersion Include="Microsoft.CodeAnalysis.CSharp" Version="ROSLYN" />
              </ItemGroup>
            </Project>
            """.Replace("ROSLYN", Code.Metadata("RoslynVersion")));
        demo.Write("AnalyzerDemo.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <Compile Remove="generator/**" />
                <PackageReference Include="ContainerSecurity.Analyzers" PrivateAssets="all" />
                <PackageReference Include="KubernetesClient" />
                <ProjectReference Include="generator/generator.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
              </ItemGroup>
            </Project>
            """);
        demo.Write("generator/generator.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><LangVersion>latest</LangVersion><EnforceExtendedAnalyzerRules>true</EnforceExtendedAnalyzerRules></PropertyGroup>
              <ItemGroup><PackageReference Include="Microsoft.CodeAnalysis.CSharp" PrivateAssets="all" /></ItemGroup>
            </Project>
            """);
        demo.Write("generator/Pods.cs", """""
            [Microsoft.CodeAnalysis.Generator]
            public class Pods : Microsoft.CodeAnalysis.IIncrementalGenerator
            {
                public void Initialize(Microsoft.CodeAnalysis.IncrementalGeneratorInitializationContext context) =>
                    context.RegisterPostInitializationOutput(o => o.AddSource("Pods.g.cs", """
                        class Pods
                        {
                            public string Password = "SECRET";
                            public object Pod = new k8s.Models.V1Container { Image = "nginx:latest", SecurityContext = new() { Privileged = true } };
                        }
                        """));
            }
            """"".Replace("SECRET", "Vq7!tP" + "2xLm9#"));

        Assert.That(demo.Build(), Is.Empty);

        demo.Write("Dockerfile", "FROM registry.example.com/base:1.4.2\nUSER root\n");

        Assert.That(demo.Build("-p:WarningsNotAsErrors=CSEC8001"), Is.EqualTo(new[] { "Dockerfile(2,1): CSEC8001" }));
    }
}
