using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using ContainerSecurity.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>A project in memory, with what is told of its files and what the fixes make of them.</summary>
/// <param name="Project">The project.</param>
/// <param name="Errors">What the compiler refuses.</param>
/// <param name="Findings">What the analyzer tells, suggestions too.</param>
internal sealed record FixableProject(Project Project, IReadOnlyList<string> Errors, ILookup<string, Diagnostic> Findings)
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>The fixes of code: the waiver is one of the policy.</summary>
    public static readonly CodeFixProvider[] Fixes =
        [.. typeof(NodeFix).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && typeof(NodeFix).IsAssignableFrom(t))
            .OrderBy(t => t.Name, StringComparer.Ordinal)
            .Select(t => (CodeFixProvider)Activator.CreateInstance(t)!)];

    /// <summary>Makes a project of files.</summary>
    /// <param name="files">The files by name.</param>
    /// <param name="docker">The package of the Docker client.</param>
    public static async Task<FixableProject> Of(IEnumerable<(string Name, string Text)> files, MetadataReference docker)
    {
        Project project = new AdhocWorkspace().CurrentSolution
            .AddProject("Deployments", "Deployments", LanguageNames.CSharp)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.Preview))
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .WithMetadataReferences([.. Net100.References.All, Code.Kubernetes, docker, Code.Testcontainers]);
        foreach ((string name, string text) in files.Append(("Usings.cs", Usings)))
            project = project.AddDocument(name, SourceText.From(text), filePath: "/src/" + name).Project;
        return await Judge(project, project.DocumentIds);
    }

    private static bool IsShared(Document document) => document.Name == "Usings.cs" || document.Name.StartsWith("Stub", StringComparison.Ordinal);

    /// <summary>Compiles and analyzes files of a project, which do not know each other; it is a program where one has statements of its own.</summary>
    public static async Task<FixableProject> Judge(Project project, IEnumerable<DocumentId> files)
    {
        var trees = new List<SyntaxTree>();
        foreach (DocumentId id in project.Documents.Where(IsShared).Select(d => d.Id).Union(files))
            trees.Add((await project.GetDocument(id)!.GetSyntaxTreeAsync())!);
        return await Judge(project, trees);
    }

    /// <summary>Compiles and analyzes other texts of files of a project.</summary>
    public static async Task<FixableProject> Judge(Project project, IReadOnlyDictionary<string, SourceText> texts)
    {
        var trees = new List<SyntaxTree>();
        foreach (Document document in project.Documents.Where(IsShared))
            trees.Add((await document.GetSyntaxTreeAsync())!);
        trees.AddRange(texts.Select(t => CSharpSyntaxTree.ParseText(t.Value, (CSharpParseOptions)project.ParseOptions!, "/src/" + t.Key)));
        return await Judge(project, trees);
    }

    private static async Task<FixableProject> Judge(Project project, IReadOnlyList<SyntaxTree> trees)
    {
        bool isProgram = trees.Any(t => ((CompilationUnitSyntax)t.GetRoot()).Members.OfType<GlobalStatementSyntax>().Any());
        CSharpCompilation compilation = CSharpCompilation.Create(
            project.Name, trees, project.MetadataReferences, new(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
        string[] errors = [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString())];
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers([new ContainerSecurityAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return new FixableProject(project, errors, found.ToLookup(d => Path.GetFileName(d.Location.SourceTree?.FilePath ?? "")));
    }

    /// <summary>What the fixes offer for the findings of a file.</summary>
    /// <param name="document">The file.</param>
    /// <param name="failures">Takes what a fix throws.</param>
    public async Task<IReadOnlyList<Offer>> OffersFor(Document document, List<string> failures)
    {
        var offers = new List<Offer>();
        foreach (Diagnostic finding in Findings[document.Name].OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal))
            foreach (CodeFixProvider fix in Fixes)
                if (fix.FixableDiagnosticIds.Contains(finding.Id))
                    try
                    {
                        await fix.RegisterCodeFixesAsync(new CodeFixContext(
                            document, finding, (action, _) => offers.Add(new Offer(fix, finding, action)), CancellationToken.None));
                    }
                    catch (Exception exception)
                    {
                        failures.Add($"{fix.GetType().Name} of {finding.Id} in {document.Name} throws {exception}");
                    }
        return offers;
    }

    /// <summary>The file after an action.</summary>
    public static async Task<SourceText> Apply(Document document, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        Solution changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return await changed.GetDocument(document.Id)!.GetTextAsync();
    }

    /// <summary>The project after all findings of a kind are fixed in a scope.</summary>
    public async Task<Project> FixAll(Offer kind, Document document, FixAllScope scope)
    {
        var context = new FixAllContext(
            document, kind.Fix, scope, kind.Action.EquivalenceKey!, [kind.Finding.Id], new Known(Findings), CancellationToken.None);
        if (await kind.Fix.GetFixAllProvider()!.GetFixAsync(context) is not { } action)
            return Project;
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(Project.Id)!;
    }

    /// <summary>An action for a finding.</summary>
    internal sealed record Offer(CodeFixProvider Fix, Diagnostic Finding, CodeAction Action);

    private sealed class Known(ILookup<string, Diagnostic> findings) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(findings[document.Name].AsEnumerable());

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(findings.SelectMany(f => f));
    }
}
