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
    public void Pack() => demo = new ConsumerProject();

    [SetUp]
    public void Reset() => demo.Reset();

    [OneTimeTearDown]
    public void Clean() => demo.Dispose();

    [Test]
    public void Demo_warns_where_the_mistakes_are_and_nowhere_else() => Assert.That(demo.Build(), Is.EqualTo(Warnings));

    [Test]
    public void Files_can_be_left_out() =>
        Assert.That(demo.Build("-p:ContainerSecurityAnalyzeFiles=false"), Is.EqualTo(Warnings.Where(w => !w.StartsWith("deploy", StringComparison.Ordinal))));

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
        foreach (string file in new[] { "NodeAgent.cs", "deploy/job.yaml" })
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
