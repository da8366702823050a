using ContainerSecurity.Hardening;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using ContainerSecurity.Tool.Hardening;
using ContainerSecurity.Tool.LanguageServer.Judging;

namespace ContainerSecurity.Tool.LanguageServer.Actions;

/// <summary>Offers what <c>csec harden</c> would do about a finding, where that mends it.</summary>
internal static class FixActions
{
    public const string FixAll = "source.fixAll.csec";

    /// <summary>The texts that mend a finding, each with what it does: at its place alone where that can be, and in all of the file.</summary>
    public static IEnumerable<(string Title, string Text)> Of(Judgement judgement, PolicyFinding finding)
    {
        RuleDescriptor rule = finding.Finding.Rule;
        // What a template prints is mended by a person, in the template or in the values.
        if (judgement.IsOfChart || !rule.IsHardenable || RuleCatalog.Find(rule.Id) is null)
            yield break;
        string? own = Harden(judgement, HardenedRules.Only(judgement.Policy.Policy, [rule], Around(finding.Finding)), finding);
        string? all = Harden(judgement, HardenedRules.Only(judgement.Policy.Policy, [rule]), finding);
        if (own is not null)
            yield return ($"Fix {rule.Id} ({rule.Slug}) in {Subject(finding.Finding)}", own);
        if (all is not null && all != own)
            yield return ($"Fix all of {rule.Id} ({rule.Slug}) in this file", all);
    }

    /// <summary>The text with all mended that has a mechanical fix; null where there is none.</summary>
    public static string? All(Judgement judgement)
    {
        RuleDescriptor[] fixable = [.. judgement.Policy.EngineOf(judgement.Document.Type).Rules.Where(r => r.IsHardenable)];
        return judgement.Findings.Count == 0 || judgement.IsOfChart ? null : Harden(judgement, HardenedRules.Only(judgement.Policy.Policy, fixable), null);
    }

    private static string? Harden(Judgement judgement, Policy policy, PolicyFinding? finding)
    {
        var hardener = new SourceHardener(new Hardener(policy), judgement.Document.Type);
        HardenedSource hardened = hardener.Harden(judgement.Document.SourceOf(judgement.Document.Text!.Text));
        return hardened.IsChanged && (finding is null || hardened.Mended.Any(m => IsSame(m.Finding, finding.Finding))) ? hardened.Text : null;
    }

    private static bool IsSame(Finding mended, Finding finding) =>
        mended.Rule.Id == finding.Rule.Id && mended.Container == finding.Container && mended.Location.Path == finding.Location.Path
        && mended.Location.Span == finding.Location.Span;

    /// <summary>Selects the container, or the resource, that a finding is about; what has no name is not selected by it.</summary>
    private static ResourceSelector Around(Finding finding) => new()
    {
        Kinds = [finding.Resource.Kind],
        Namespaces = finding.Resource.Namespace is { Length: > 0 } space ? [space] : [],
        Names = finding.Resource.Name.Length > 0 ? [finding.Resource.Name] : [],
        Containers = finding.Container is { Length: > 0 } container ? [container] : [],
    };

    private static string Subject(Finding finding) =>
        finding.Container is { Length: > 0 } container ? $"'{container}'"
        : finding.Resource.Name.Length > 0 ? $"'{finding.Resource.Name}'"
        : "this place";
}
