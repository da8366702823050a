using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Messages travel in logs and reports: they name files from the project, and never where a machine keeps them.</summary>
public class MessagePathTests
{
    [TestCase("/home/dev/shop/", "/home/dev/shop/Keys/Code.cs", "'Keys/Code.cs'")]
    [TestCase("/home/dev/shop/web/", "/home/dev/shop/Shared/Code.cs", "'../Shared/Code.cs'")]
    [TestCase("/home/dev/shop/", "/mnt/build/Code.cs", "'Code.cs'")]
    [TestCase(null, "/home/dev/shop/Code.cs", "'Code.cs'")]
    [TestCase(null, "C:\\dev\\shop\\Code.cs", "'Code.cs'")]
    public async Task Messages_name_files_as_the_project_sees_them(string? project, string path, string shown)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Shop",
            [CSharpSyntaxTree.ParseText($"class C {{ string url = \"postgres://app:{"Vq7!tP" + "2xLm9"}@db.example/shop\"; }}", path: path)],
            Basic.Reference.Assemblies.Net100.References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var options = new AnalyzerOptions([], new Properties(project));

        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers([new ContainerSecurityAnalyzer()], options).GetAnalyzerDiagnosticsAsync();

        Assert.That(found.Single().GetMessage(), Does.Contain(shown).And.Not.Contain("dev").And.Not.Contain("mnt"));
    }

    [Test]
    public async Task Messages_of_files_hold_no_path_of_the_machine()
    {
        var options = new AnalyzerOptions(
            [new File("/home/dev/shop/deploy/settings.yaml", $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\ndata: {{url: 'postgres://app:{"Vq7!tP" + "2xLm9"}@db.example/shop'}}")]);
        CSharpCompilation compilation = CSharpCompilation.Create("Shop", [CSharpSyntaxTree.ParseText("class C;")]);

        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers([new ContainerSecurityAnalyzer()], options).GetAnalyzerDiagnosticsAsync();

        Assert.That(found.Select(d => d.GetMessage()), Is.Not.Empty.And.None.Contains("/home"));
    }

    private sealed class File(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Properties(string? project) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(project);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values(string? project) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
                (value = key == "build_property.ProjectDir" ? project : null) is not null;
        }
    }
}
