using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>What the engine itself reports, in the band 0000 that no rule of the catalogue uses.</summary>
public static class EngineRules
{
    /// <summary>The rule <c>CSEC0003</c>: a policy or a file that cannot be read, or a rule that fails.</summary>
    public static RuleDescriptor Unreadable { get; } = new(
        "CSEC0003",
        "unreadable-file",
        Severity.Medium,
        "File cannot be read",
        "Correct the file at the place that is named; what could not be read was not judged.");

    /// <summary>All of them, by ID.</summary>
    public static IReadOnlyList<RuleDescriptor> All { get; } =
        [WaiverFindings.ExpiredWaiver, WaiverFindings.UnusedWaiver, Unreadable, NotEvaluated.Descriptor];

    /// <summary>Returns the one of an ID or a slug, in any case; null where there is none.</summary>
    /// <param name="name">The ID or the slug.</param>
    public static RuleDescriptor? Find(string name) =>
        All.FirstOrDefault(r =>
            string.Equals(r.Id, name, StringComparison.OrdinalIgnoreCase)
            || string.Equals(r.Slug, name, StringComparison.OrdinalIgnoreCase));
}
