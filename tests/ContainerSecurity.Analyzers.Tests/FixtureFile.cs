using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Basic.Reference.Assemblies;
using ContainerSecurity.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>A file of C# whose lines say what should be told of them: <c>Privileged = true, // CSEC2001</c>.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Text">Its text.</param>
internal sealed partial record FixtureFile(string Name, string Text)
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly string Root = Path.Combine(Code.Metadata("RepositoryRoot"), "tests/ContainerSecurity.Analyzers.Tests/Fixtures");

    /// <summary>
    /// The lines that should be told, as <c>12 CSEC2001</c>. Within literals there are no comments:
    /// <c>// line 12: CSEC2001</c> says it elsewhere.
    /// </summary>
    public string[] Marks => [.. Text.Split('\n').SelectMany(MarksOf).Order(StringComparer.Ordinal)];

    /// <summary>The project's policy; null where it has none.</summary>
    public string? Policy { get; init; }

    /// <summary>The files of a folder of fixtures.</summary>
    public static FixtureFile[] In(string folder) => [.. Directory.GetFiles(Path.Combine(Root, folder), "*.txt")
        .Order(StringComparer.Ordinal)
        .Select(p => new FixtureFile(Path.GetFileName(p).Replace(".txt", ""), File.ReadAllText(p)))];

    /// <summary>What the analyzer tells, as <c>12 CSEC2001</c>.</summary>
    /// <param name="least">The least severity that counts.</param>
    public async Task<string[]> Analyze(DiagnosticSeverity least = DiagnosticSeverity.Warning)
    {
        CSharpCompilation compilation = Compile();
        Assert.That(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error), Is.Empty);
        var options = new AnalyzerOptions(Policy is { } policy ? [new PolicyText(policy)] : []);
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers([new ContainerSecurityAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        return [.. found.Where(d => d.Severity >= least)
            .SelectMany(d => ToldRules.Of(d).Select(rule => $"{d.Location.GetLineSpan().StartLinePosition.Line + 1} {rule}"))
            .Distinct()
            .Order(StringComparer.Ordinal)];
    }

    public override string ToString() => Name;

    private static IEnumerable<string> MarksOf(string line, int index) =>
        MarkPattern().Match(line) is { Success: true } mark
            ? mark.Groups["id"].Captures.Select(id => $"{(mark.Groups["line"] is { Success: true, Value: var other } ? other : $"{index + 1}")} {id.Value}")
            : [];

    private CSharpCompilation Compile()
    {
        SyntaxTree tree = Parse(Text, "Code.cs");
        bool isProgram = ((CompilationUnitSyntax)tree.GetRoot()).Members.OfType<GlobalStatementSyntax>().Any();
        MetadataReference docker = Text.Contains("Docker.DotNet 3", StringComparison.Ordinal) ? Code.Docker : Code.DockerEnhanced;
        return CSharpCompilation.Create(
            "Fixture",
            [tree, Parse(Usings, "Usings.cs"), .. In("Stubs").Select(s => Parse(s.Text, s.Name))],
            [.. Net100.References.All, Code.Kubernetes, docker, Code.Testcontainers],
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview), path);

    [GeneratedRegex(@"// (line (?<line>\d+): )?(?<id>CSEC\d{4})(, (?<id>CSEC\d{4}))*\s*$")]
    private static partial Regex MarkPattern();

    private sealed class PolicyText(string text) : AdditionalText
    {
        public override string Path => "/src/container-policy.yaml";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
