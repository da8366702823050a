using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.AspNetCore.Admission.Judging;

/// <summary>
/// What the rules find in the object as it was. A finding of the new object that was there before, and no worse now,
/// does not deny.
/// </summary>
internal sealed class OldFindings
{
    private readonly Dictionary<(string Rule, string? Container, string Path), Stack<Severity>> findings = [];
    private readonly HashSet<string> errors;

    /// <param name="decision">
    /// The decision on the old object. What a waiver covers there is not taken as allowed.
    /// </param>
    /// <param name="root">The old object.</param>
    public OldFindings(Decision decision, MappingNode root)
    {
        var items = new ItemPath(root);
        // The worst of a place is taken first.
        foreach (PolicyFinding finding in decision.Findings.Concat(decision.Folded).Where(f => f.IsActive).OrderBy(f => f.Severity))
        {
            if (!findings.TryGetValue(KeyOf(finding, items), out Stack<Severity>? severities))
                findings[KeyOf(finding, items)] = severities = new Stack<Severity>();
            severities.Push(finding.Severity);
        }
        errors = [.. decision.Errors.Where(e => !e.IsFault).Select(e => e.Message)];
    }

    /// <summary>Returns the decision on the new object in which what was there before warns.</summary>
    public Decision Soften(Decision decision, MappingNode root)
    {
        var items = new ItemPath(root);
        return decision with
        {
            // The worst of a place is matched first, so that one worse than all of the old object's denies.
            Findings =
            [
                .. decision.Findings.OrderByDescending(f => f.Severity)
                    .Select(f => f.Denies && TakesOld(f, items) ? f with { Enforcement = Enforcement.Warn } : f)
            ],
            Errors = [.. decision.Errors.Where(e => e.IsFault || !errors.Contains(e.Message))],
        };
    }

    private bool TakesOld(PolicyFinding finding, ItemPath items)
    {
        if (!findings.TryGetValue(KeyOf(finding, items), out Stack<Severity>? severities)
            || !severities.TryPeek(out Severity worst) || worst < finding.Severity)
            return false;
        severities.Pop();
        return true;
    }

    /// <summary>A place is as bad as before only with the same image: another one that nobody signed is a new one.</summary>
    private static (string, string?, string) KeyOf(PolicyFinding finding, ItemPath items) =>
        (finding.Finding.Rule.Id, finding.Finding.Container,
            items.Of(finding.Finding.Location.Path) + (finding.Finding.Rule.NeedsTrust ? $"\n{finding.Finding.Message}" : ""));
}
