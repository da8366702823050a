using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>What the engine itself reports about waivers, in the band 0000 that no rule of the catalogue uses.</summary>
public static class WaiverFindings
{
    /// <summary>A waiver whose last day is over.</summary>
    public static RuleDescriptor ExpiredWaiver { get; } = new(
        "CSEC0001",
        "waiver-expired",
        Severity.Medium,
        "Waiver has expired",
        "Remove the waiver, or agree on a new date with its owner.");

    /// <summary>A waiver that waives nothing.</summary>
    public static RuleDescriptor UnusedWaiver { get; } = new(
        "CSEC0002",
        "waiver-unused",
        Severity.Low,
        "Waiver matches nothing",
        "Remove the waiver, or correct what it matches.");

    internal static Finding Expired(Waiver waiver, ResourceIdentity resource) =>
        Make(
            ExpiredWaiver,
            waiver,
            resource,
            $"The waiver of {waiver.Said} ended on "
                + $"{waiver.Expires!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}{OwnerOf(waiver)} and no longer counts.");

    internal static Finding Unused(Waiver waiver, ResourceIdentity resource) =>
        Make(UnusedWaiver, waiver, resource, $"The waiver of {waiver.Said} matches no finding{OwnerOf(waiver)}.");

    private static string OwnerOf(Waiver waiver) => waiver.Owner is null ? "" : $" (owner: {waiver.Owner})";

    /// <summary>
    /// What a finding about a waiver does: what the policy sets for its rule, else what its severity does, or less
    /// where the policy as a whole asks for less. A policy that denies means its resources, not the waivers of those
    /// that are elsewhere.
    /// </summary>
    internal static PolicyFinding Judge(Finding finding, Policy policy, PolicyEngineOptions options)
    {
        RuleSetting? setting = policy.SettingOf(finding.Rule);
        Severity severity = setting?.Severity ?? finding.Severity;
        Enforcement bySeverity = options.EnforcementOf(severity);
        Enforcement milder = policy.Enforcement < bySeverity ? policy.Enforcement.Value : bySeverity;
        return new PolicyFinding(finding, severity, setting?.Enforcement ?? milder, null, false);
    }

    private static Finding Make(RuleDescriptor rule, Waiver waiver, ResourceIdentity resource, Message message) =>
        new(rule, rule.Severity, message, resource, null, waiver.Location ?? new DocumentLocation(new SourceFile("(policy)"), SourceSpan.FileStart, "waivers"));
}
