using System.Collections.Immutable;
using System.Composition;
using ContainerSecurity.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>Accepts a finding in the project's policy, which is made where there is none: with a place for the reason, an owner, and an end.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WaiverFix)), Shared]
public sealed class WaiverFix : CodeFixProvider
{
    private const string PolicyName = "container-policy.yaml";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. RuleCatalog.All.Select(r => r.Descriptor.Id)];

    /// <summary>The day on which waivers are written.</summary>
    internal DateTime Today { get; init; } = DateTime.UtcNow;

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new WaiveAll(Today);

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
            if (diagnostic.Location.SourceTree is not null && await WaiveAsync(context.Document.Project, [diagnostic], Today, context.CancellationToken).ConfigureAwait(false) is { } solution)
                context.RegisterCodeFix(CodeAction.Create($"Waive {diagnostic.Id} in {PolicyName}", _ => Task.FromResult(solution), nameof(WaiverFix)), diagnostic);
    }

    /// <summary>The solution with waivers for diagnostics of a project; null where the policy cannot be added to.</summary>
    internal static async Task<Solution?> WaiveAsync(Project project, IEnumerable<Diagnostic> diagnostics, DateTime today, CancellationToken cancellation)
    {
        TextDocument? policy = project.AdditionalDocuments.FirstOrDefault(d => Path.GetFileName(d.FilePath ?? d.Name) is PolicyName or "container-policy.yml");
        string folder = (Path.GetDirectoryName(policy?.FilePath ?? project.FilePath) ?? "").Replace('\\', '/');
        var entries = new List<WaiverEntry>();
        foreach (Diagnostic diagnostic in diagnostics)
            if (diagnostic.Location.SourceTree is { } tree)
                entries.Add(WaiverEntry.Of(diagnostic, await tree.GetRootAsync(cancellation).ConfigureAwait(false), folder));
        SourceText? old = policy is null ? null : await policy.GetTextAsync(cancellation).ConfigureAwait(false);
        if (entries.Count == 0 || PolicyText.Add(old?.ToString() ?? "", [.. entries.Distinct()], today) is not { } text)
            return null;
        return policy is null
            ? project.Solution.AddAdditionalDocument(DocumentId.CreateNewId(project.Id), PolicyName, SourceText.From(text), filePath: Path.Combine(folder, PolicyName))
            : project.Solution.WithAdditionalDocumentText(policy.Id, SourceText.From(text, old!.Encoding));
    }

    /// <summary>Writes all waivers of a document, a project or the solution into the policies at once.</summary>
    private sealed class WaiveAll(DateTime today) : FixAllProvider
    {
        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

        public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) =>
            Task.FromResult<CodeAction?>(CodeAction.Create($"Waive in {PolicyName}", cancellation => ApplyAsync(fixAllContext, cancellation), nameof(WaiverFix)));

        private async Task<Solution> ApplyAsync(FixAllContext context, CancellationToken cancellation)
        {
            Solution solution = context.Solution;
            foreach (Project project in context.Scope == FixAllScope.Solution ? solution.Projects : [context.Project])
            {
                ImmutableArray<Diagnostic> diagnostics = context is { Scope: FixAllScope.Document, Document: { } document }
                    ? await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                    : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
                solution = await WaiveAsync(solution.GetProject(project.Id)!, diagnostics, today, cancellation).ConfigureAwait(false) ?? solution;
            }
            return solution;
        }
    }
}
