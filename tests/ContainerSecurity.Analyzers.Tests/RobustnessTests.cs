using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Code is mostly incomplete while it is written: the analyzer never fails on it.</summary>
public partial class RobustnessTests
{
    private static readonly string[] Fixtures = [.. Directory.GetFiles(
        Path.Combine(Code.Metadata("RepositoryRoot"), "tests/ContainerSecurity.Analyzers.Tests/Fixtures"),
        "*.cs.txt").Order()];

    [TestCaseSource(nameof(Fixtures))]
    public async Task Truncated_code_never_fails(string path)
    {
        CSharpCompilation compilation = Compile("");
        string text = await File.ReadAllTextAsync(path);
        SyntaxTree tree = compilation.SyntaxTrees[0];
        foreach (SyntaxToken token in TokensOf(text))
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
        foreach (SyntaxToken token in TokensOf(text))
        {
            SyntaxTree damaged = CSharpSyntaxTree.ParseText(text.Remove(token.SpanStart, token.Span.Length), path: "Code.cs");
            ImmutableArray<Diagnostic> found = await Analyze(compilation.ReplaceSyntaxTree(tree, damaged));
            Assert.That(found.Where(d => d.Id == "AD0001"), Is.Empty, $"without '{token}' at {token.SpanStart}");
        }
    }

    [Test]
    public async Task Truncated_code_of_other_tests_never_fails()
    {
        CSharpCompilation compilation = Compile("");
        SyntaxTree tree = compilation.SyntaxTrees[0];
        string[] cases = [.. CodeOfOtherTests()];
        Assert.That(cases, Has.Length.GreaterThan(100));
        foreach (string whole in cases)
            foreach (SyntaxToken token in TokensOf(whole))
            {
                string text = whole[..token.Span.End];
                ImmutableArray<Diagnostic> found = await Analyze(compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, path: "Code.cs")));
                Assert.That(found.Where(d => d.Id == "AD0001"), Is.Empty, text);
            }
    }

    [TestCase("/src/Dockerfile", "# syntax=docker/dockerfile:1\nARG V=1\nFROM a:$V AS b\nUSER root\nRUN <<E\nsudo x\nE\nCOPY --from=b [\"/a\", \"/b\"]\nENV P=\"q\" R=$V\n# hadolint ignore=DL3002\nUSER 0\n")]
    [TestCase("/src/pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: &l {b: c}}\nspec:\n  hostNetwork: yes # csec:ignore CSEC3001 needed\n  containers:\n  - <<: *l\n    image: \"a:latest\"\n    args: [a, 'b', |\n---\n{{ x }}\n")]
    [TestCase("/src/compose.yaml",
        "services:\n  web:\n    image: nginx:latest\n    privileged: true\n    volumes: [\"/var/run/docker.sock:/s\"]\n    environment: {A: b}\n")]
    [TestCase("/src/appsettings.json", "{ // a\n \"ConnectionStrings\": { \"A\": \"Server=a;Password=b\\\"c;\" }, \"Password\": \"x\\u0041\", }")] // csec:allow-secret
    [TestCase("/src/container-policy.yaml",
        "apiVersion: containersecurity.io/v1\nkind: Policy\nextends: [a.yaml]\nrules: {CSEC2001: {severity: high}}\nwaivers:\n- rule: CSEC2002\n  match: {names: [a]}\n  reason: b\n  expires: 2027-01-31\n")]
    public async Task Truncated_file_never_fails(string path, string text)
    {
        CSharpCompilation compilation = Compile("");
        for (int length = 0; length <= text.Length; length++)
        {
            var options = new AnalyzerOptions([new InMemoryFile(path, text[..length])]);
            ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers([new ContainerSecurityAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
            Assert.That(found.Where(d => d.Id == "AD0001"), Is.Empty, text[..length]);
        }
    }

    /// <summary>The tokens to damage: all of them on the oldest compiler, a sample on the others, whose trees differ from its in little.</summary>
    private static IEnumerable<SyntaxToken> TokensOf(string text)
    {
        int step = int.Parse(Code.Metadata("MutationStep"), CultureInfo.InvariantCulture);
        return CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Where((_, i) => i % step == 0);
    }

    /// <summary>The bodies and expressions of the other classes' cases, as classes.</summary>
    private static IEnumerable<string> CodeOfOtherTests()
    {
        var texts =
            from type in typeof(RobustnessTests).Assembly.GetTypes()
            where type != typeof(RobustnessTests)
            from method in type.GetMethods()
            from test in method.GetCustomAttributes<TestCaseAttribute>()
            from text in test.Arguments.OfType<string>()
            where text.Contains("new ") || text.Contains("=>")
            select MarkPattern().Replace(text, "").Replace("|}", "");
        foreach (string text in texts.Distinct(StringComparer.Ordinal))
        {
            string member = text.Contains("object M(") || text.Contains(';') ? text : $"object M() => {text};";
            yield return $"using k8s; using k8s.Models; using Docker.DotNet.Models; using DotNet.Testcontainers.Builders; using System.Collections.Generic;\nclass C\n{{\n{member}\n}}\n";
        }
    }

    [GeneratedRegex(@"\{\|CSEC\d{4}:")]
    private static partial Regex MarkPattern();

    private static CSharpCompilation Compile(string text) => CSharpCompilation.Create(
        "Fixture",
        [CSharpSyntaxTree.ParseText(text, path: "Code.cs")],
        [.. Net100.References.All, Code.Kubernetes, Code.DockerEnhanced, Code.Testcontainers],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation) =>
        compilation.WithAnalyzers([new ContainerSecurityAnalyzer()]).GetAnalyzerDiagnosticsAsync();

    private sealed class InMemoryFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
