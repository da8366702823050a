using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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
        "NodeAgent.cs(40,56): CSEC3004",
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
        string[] expected = ["appsettings.Production.json(1,26): CSEC4001", "deploy/a/web.yml(4,8): CSEC3001", "images/Containerfile(2,1): CSEC8001", "images/Dockerfile.web(2,1): CSEC8001", "images/web.dockerfile(2,1): CSEC8001"];

        Assert.That(demo.Build().Except(Warnings), Is.EqualTo(expected));
    }

    [Test]
    public void List_of_what_builds_leave_out_is_found_above_the_project()
    {
        demo.Write("Dockerfile", "FROM registry.example.com/base:1.4.2\nCOPY . /app\nUSER app\n");
        demo.Write("container-policy.yaml", "apiVersion: containersecurity.io/v1\nkind: Policy\nprofile: none\nrules: {CSEC8018: {enabled: true, severity: high}}\n");
        Assert.That(demo.Build(), Is.EqualTo(new[] { "Dockerfile(2,6): CSEC8018" }));

        demo.Write("../.dockerignore", ".git\n.env\n");
        string[] warnings = demo.Build();
        File.Delete(Path.Combine(demo.Folder, "../.dockerignore"));

        Assert.That(warnings, Is.Empty);
    }

    [Test]
    public void Editorconfig_decides_on_code_and_globalconfig_on_files()
    {
        demo.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.CSEC1001.severity = none\n");
        demo.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.CSEC2001.severity = none\n");

        Assert.That(demo.Build(), Is.EqualTo(Warnings.Where(w => !w.Contains("CSEC1001") && !w.Contains("CSEC2001"))));
    }

    [Test]
    public void Another_analyzer_with_another_YamlDotNet_does_not_clash()
    {
        // Restoring the demo brings the version that the Kubernetes client asks for.
        demo.Build();
        string other = Path.GetFullPath(Path.Combine(demo.Folder, "../other"));
        string yaml = Path.Combine(Code.Metadata("YamlDotNet"), "18.0.0/lib/netstandard2.0/YamlDotNet.dll");
        Directory.CreateDirectory(other);
        File.Copy(yaml, Path.Combine(other, "YamlDotNet.dll"));
        EmitOtherAnalyzer(Path.Combine(other, "Other.dll"), yaml);
        demo.Write("Directory.Build.targets", $"""<Project><ItemGroup><Analyzer Include="{other}/Other.dll;{other}/YamlDotNet.dll" /></ItemGroup></Project>""");

        string[] warnings = demo.Build();

        Assert.That(warnings, Is.SupersetOf(Warnings));
        Assert.That(warnings, Has.One.Contains("OTHER18"));
        Assert.That(warnings, Has.None.Contains("AD0001").Or.Contains("CS8032").Or.Contains("CS8785"));
    }

    [Test]
    public void Clean_project_has_no_warnings()
    {
        foreach (string file in new[] { "NodeAgent.cs", "Dockerfile", "deploy/job.yaml" })
            File.Delete(Path.Combine(demo.Folder, file));

        Assert.That(demo.Build(), Is.Empty);
    }

    private static string IdentityOf(string assembly)
    {
        using var reader = new PEReader(File.OpenRead(assembly));
        MetadataReader metadata = reader.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid).ToString();
    }

    /// <summary>An analyzer that reports only where the YamlDotNet it runs with is the one that lies beside it.</summary>
    private static void EmitOtherAnalyzer(string path, string yaml)
    {
        const string Source = """
            using System.Collections.Immutable;
            using Microsoft.CodeAnalysis;
            using Microsoft.CodeAnalysis.Diagnostics;

            [DiagnosticAnalyzer(LanguageNames.CSharp)]
            public sealed class Other : DiagnosticAnalyzer
            {
                private static readonly DiagnosticDescriptor Rule = new("OTHER18", "t", "{0}", "c", DiagnosticSeverity.Warning, true);

                public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(Rule);

                public override void Initialize(AnalysisContext context)
                {
                    context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
                    context.RegisterSymbolAction(c =>
                    {
                        if (c.Symbol.Name == "NodeAgent" && new YamlDotNet.Core.Parser(new System.IO.StringReader("a: b")).MoveNext() && typeof(YamlDotNet.Core.Parser).Module.ModuleVersionId.ToString() == "IDENTITY")
                            c.ReportDiagnostic(Diagnostic.Create(Rule, c.Symbol.Locations[0], "own YamlDotNet"));
                    }, SymbolKind.NamedType);
                }
            }
            """;
        MetadataReference[] references =
        [
            .. Basic.Reference.Assemblies.Net100.References.All,
            MetadataReference.CreateFromFile(typeof(Compilation).Assembly.Location),
            MetadataReference.CreateFromFile(typeof(CSharpCompilation).Assembly.Location),
            MetadataReference.CreateFromFile(yaml),
        ];
        var compilation = CSharpCompilation.Create("Other", [CSharpSyntaxTree.ParseText(Source.Replace("IDENTITY", IdentityOf(yaml)))], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using FileStream stream = File.Create(path);
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(stream);
        Assert.That(result.Success, Is.True, string.Join('\n', result.Diagnostics));
    }
}
