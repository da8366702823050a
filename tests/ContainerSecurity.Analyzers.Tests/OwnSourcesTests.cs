using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>The analyzer on the sources of this repository: thousands of declarations that deploy nothing, and so nothing to tell.</summary>
public class OwnSourcesTests
{
    private static readonly string Root = Code.Metadata("RepositoryRoot");
    private static readonly string[] Rooms = [.. Directory.GetDirectories(Path.Combine(Root, "src"))
        .Concat(Directory.GetDirectories(Path.Combine(Root, "benchmarks")))
        .Append(Path.Combine(Root, "samples/EmbeddedEngine"))
        .Order(StringComparer.Ordinal)];

    /// <summary>Secrets that patterns have as samples are secrets to the analyzer too.</summary>
    private const string Samples = "/Secrets/Patterns/";

    [TestCaseSource(nameof(Rooms))]
    public async Task Sources_give_no_alarm(string room)
    {
        ImmutableArray<Diagnostic> found = await Analyze(room);

        Assert.That(found.Where(d => d.Severity > DiagnosticSeverity.Info && !d.Location.GetLineSpan().Path.Contains(Samples)), Is.Empty);
    }

    private static Task<ImmutableArray<Diagnostic>> Analyze(string room)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: ["NET", "NET10_0", "NET8_0_OR_GREATER", "NET10_0_OR_GREATER"]);
        SyntaxTree usings = CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;", options);
        SyntaxTree[] trees =
        [
            usings,
            .. Directory.GetFiles(room, "*.cs", SearchOption.AllDirectories)
                .Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), options, f))
        ];
        // Clients are referred to, so that the rules on deployment code look at everything.
        MetadataReference[] references = [.. Net100.References.All, Code.Kubernetes, Code.DockerEnhanced, Code.Testcontainers, .. Beside()];
        var compilation = CSharpCompilation.Create(
            "Room", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        return compilation.WithAnalyzers([new ContainerSecurityAnalyzer()]).GetAnalyzerDiagnosticsAsync();
    }

    private static IEnumerable<MetadataReference> Beside() =>
        new[]
        {
            "Microsoft.CodeAnalysis.dll",
            "Microsoft.CodeAnalysis.CSharp.dll"
        }.Select(f => MetadataReference.CreateFromFile(Path.Combine(TestContext.CurrentContext.TestDirectory, f)));
}
