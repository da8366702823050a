using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Code is mostly incomplete while it is written: the analyzer never fails on it.</summary>
public class RobustnessTests
{
    private static readonly string[] Fixtures = [.. Directory.GetFiles(Path.Combine(Code.Metadata("RepositoryRoot"), "tests/ContainerSecurity.Analyzers.Tests/Fixtures"), "*.cs.txt").Order()];

    [TestCaseSource(nameof(Fixtures))]
    public async Task Truncated_code_never_fails(string path)
    {
        CSharpCompilation compilation = Compile("");
        string text = await File.ReadAllTextAsync(path);
        SyntaxTree whole = CSharpSyntaxTree.ParseText(text);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        foreach (SyntaxToken token in (await whole.GetRootAsync()).DescendantTokens())
        {
            SyntaxTree truncated = CSharpSyntaxTree.ParseText(text[..token.Span.End], path: "Code.cs");
            ImmutableArray<Diagnostic> found = await Analyze(compilation.ReplaceSyntaxTree(tree, truncated));
            Assert.That(found.Where(d => d.Id == "AD0001"), Is.Empty, $"{text[..token.Span.End]}");
        }
    }

    [TestCaseSource(nameof(Fixtures))]
    public async Task Code_with_a_missing_token_never_fails(string path)
    {
        CSharpCompilation compilation = Compile("");
        string text = await File.ReadAllTextAsync(path);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        foreach (SyntaxToken token in (await CSharpSyntaxTree.ParseText(text).GetRootAsync()).DescendantTokens())
        {
            SyntaxTree damaged = CSharpSyntaxTree.ParseText(text.Remove(token.SpanStart, token.Span.Length), path: "Code.cs");
            ImmutableArray<Diagnostic> found = await Analyze(compilation.ReplaceSyntaxTree(tree, damaged));
            Assert.That(found.Where(d => d.Id == "AD0001"), Is.Empty, $"without '{token}' at {token.SpanStart}");
        }
    }

    private static CSharpCompilation Compile(string text) => CSharpCompilation.Create(
        "Fixture", [CSharpSyntaxTree.ParseText(text, path: "Code.cs")], [.. Net100.References.All, Code.Kubernetes, Code.DockerEnhanced, Code.Testcontainers], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation) =>
        compilation.WithAnalyzers([new ContainerSecurityAnalyzer()]).GetAnalyzerDiagnosticsAsync();
}
