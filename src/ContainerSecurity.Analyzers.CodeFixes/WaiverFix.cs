using System.Collections.Immutable;
using System.Composition;
using ContainerSecurity.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>
/// Accepts one finding in the project's policy, which is made where there is none: with a place for the reason, an owner, and an end. A person chooses it for
/// one finding at a time: nothing fixes all, and the action itself does nothing until one of those below it is picked, so that a tool that runs every
/// action it is offered accepts no risk.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WaiverFix)), Shared]
public sealed class WaiverFix : CodeFixProvider
{
    private const string PolicyName = "container-policy.yaml";

    /// <summary>For how many days a new waiver may hold: long enough for a plan, too short to be forgotten.</summary>
    private static readonly int[] Days = [90, 30];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. RuleCatalog.All.Select(r => r.Descriptor.Id)];

    /// <summary>The day on which waivers are written.</summary>
    internal DateTime Now { get; init; } = DateTime.UtcNow;

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach ((Diagnostic diagnostic, string rule) in context.Diagnostics.SelectMany(d => ToldRules.Of(d).Select(r => (d, r))))
        {
            var choices = ImmutableArray.CreateBuilder<CodeAction>();
            foreach (int days in Days)
            {
                Solution? waived = await WaiveAsync(context.Document.Project, diagnostic, rule, Now.AddDays(days), context.CancellationToken).ConfigureAwait(false);
                if (waived is not null)
                    choices.Add(CodeAction.Create(
                        $"For {days} days; reason and owner are yours to fill in",
                        _ => Task.FromResult(waived),
                        nameof(WaiverFix) + (rule == diagnostic.Id ? "" : rule) + days));
            }
            if (choices.Count == 0)
                continue;
            string title = $"Waive {rule} in {PolicyName}";
            context.RegisterCodeFix(CodeAction.Create(title, choices.ToImmutable(), isInlinable: false, CodeActionPriority.Low), diagnostic);
        }
    }

    /// <summary>The solution with a waiver of a rule for a diagnostic of a project; null where the policy cannot be added to, or has it already.</summary>
    private static async Task<Solution?> WaiveAsync(
        Project project, Diagnostic diagnostic, string rule, DateTime lastDay, CancellationToken cancellation)
    {
        if (diagnostic.Location.SourceTree is not { } tree)
            return null;
        TextDocument? policy = project.AdditionalDocuments.FirstOrDefault(d => Path.GetFileName(d.FilePath ?? d.Name) is PolicyName or "container-policy.yml");
        string folder = (Path.GetDirectoryName(policy?.FilePath ?? project.FilePath) ?? "").Replace('\\', '/');
        WaiverEntry entry = WaiverEntry.Of(diagnostic, rule, await tree.GetRootAsync(cancellation).ConfigureAwait(false), folder);
        SourceText? old = policy is null ? null : await policy.GetTextAsync(cancellation).ConfigureAwait(false);
        if (PolicyText.Add(old?.ToString() ?? "", entry, lastDay) is not { } text)
            return null;
        return policy is null
            ? project.Solution.AddAdditionalDocument(
                DocumentId.CreateNewId(project.Id),
                PolicyName,
                SourceText.From(text),
                filePath: Path.Combine(folder, PolicyName))
            : project.Solution.WithAdditionalDocumentText(policy.Id, SourceText.From(text, old!.Encoding));
    }
}
