using System.Collections.Immutable;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers;

/// <summary>The catalogue's rules as the compiler knows them.</summary>
internal static class RuleDiagnostics
{
    private const string Pages = "https://github.com/containersecurity/containersecurity/blob/main/";

    /// <summary>A policy or a manifest that cannot be read.</summary>
    public static RuleDescriptor Unreadable { get; } = new("CSEC0003", "unreadable-file", Severity.Medium, "File cannot be read", "Correct the file at the place that is named; what could not be read was not judged.");

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById =
        RuleCatalog.All.Select(r => r.Descriptor).Concat([WaiverFindings.ExpiredWaiver, WaiverFindings.UnusedWaiver, Unreadable]).ToImmutableDictionary(r => r.Id, Describe);

    /// <summary>One descriptor for each rule of the catalogue, and for what the engine itself reports.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [.. ById.Values.OrderBy(d => d.Id, StringComparer.Ordinal)];

    /// <summary>The descriptor of a rule; null for a rule of a user's own, which the compiler does not know.</summary>
    public static DiagnosticDescriptor? Find(RuleDescriptor rule) => ById.TryGetValue(rule.Id, out DiagnosticDescriptor? descriptor) ? descriptor : null;

    /// <summary>Medium and above warn; nothing is an error unless the project says so.</summary>
    public static DiagnosticSeverity SeverityOf(Severity severity) => severity >= Severity.Medium ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info;

    private static DiagnosticDescriptor Describe(RuleDescriptor rule) =>
        new(rule.Id, rule.Title, "{0}", rule.Category, SeverityOf(rule.Severity), isEnabledByDefault: true, rule.Remediation, Pages + rule.HelpPath, WellKnownDiagnosticTags.Telemetry);
}
