using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>
/// Collects over policy tests which parts of their policies something happened to: which rules found, which validations
/// refused, which waivers covered. Parts that nothing happened to could be gone, and no test would fail.
/// </summary>
public sealed class PolicyCoverage
{
    private readonly List<PolicyPart> parts = [];
    private readonly Dictionary<(string Policy, PolicyPartKind Kind, string Name, int Line), PolicyPart> known = [];
    private readonly HashSet<PolicyPart> exercised = [];

    /// <summary>All parts, by policy in the order of the tests: rules, validations, waivers.</summary>
    public IReadOnlyList<PolicyPart> Parts => parts;

    /// <summary>Whether a test exercised a part.</summary>
    public bool IsExercised(PolicyPart part) => exercised.Contains(part);

    /// <summary>Takes in a policy with a decision of it.</summary>
    internal void Add(string file, PolicyEngine engine, Decision decision)
    {
        PolicyFinding[] findings = [.. decision.WithFolded];
        foreach (RuleDescriptor rule in engine.Rules)
            if (!engine.Policy.AdmissionOfVersion.Rules.Any(r => r.Descriptor.Id == rule.Id))
                Add(new PolicyPart(file, PolicyPartKind.Rule, $"{rule.Id} {rule.Slug}", null), findings.Any(f => f.Finding.Rule.Id == rule.Id));
        foreach (AdmissionRule rule in engine.Policy.AdmissionOfVersion.Rules.Where(r => engine.Rules.Any(e => e.Id == r.Descriptor.Id)))
            foreach (Validation validation in rule.Policy.Definition.Programs.SelectMany(p => p.Validations))
                Add(
                    new PolicyPart(file, PolicyPartKind.Validation, $"{rule.Policy.Name}: {OneLine(validation.Expression.Text)}",
                        validation.Expression.Node is { } node ? DocumentLocation.Of(node) : null),
                    findings.Any(f => f.Finding.Rule.Id == rule.Descriptor.Id && f.Finding.Expression == validation.Expression.Text));
        foreach (Waiver waiver in engine.Policy.Waivers)
            Add(new PolicyPart(file, PolicyPartKind.Waiver, $"{string.Join(", ", waiver.Rules)}: {OneLine(waiver.Reason)}", waiver.Location),
                findings.Any(f => !f.IsWaivedInSource && f.Waived == waiver.Reason && waiver.Names(f.Finding.Rule)));
    }

    private void Add(PolicyPart part, bool isExercised)
    {
        // Each file of tests reads its policy anew, so what is the same part is told by its line.
        (string, PolicyPartKind, string, int) key = (part.Policy, part.Kind, part.Name, part.Location?.Span.Line ?? 0);
        if (!known.TryGetValue(key, out PolicyPart? same))
        {
            known.Add(key, same = part);
            parts.Add(part);
        }
        if (isExercised)
            exercised.Add(same);
    }

    private static string OneLine(string text) => string.Join(" ", text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim()));
}
