using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers;

/// <summary>Rules as the compiler knows them.</summary>
internal static class RuleDiagnostics
{
    /// <summary>Where the package was built for; null where nobody said so.</summary>
    private static readonly string? Repository =
        typeof(RuleDiagnostics).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "RepositoryUrl")?.Value;

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById =
        RuleCatalog.All.Select(r => r.Descriptor)
            .Concat(EngineRules.All)
            .ToImmutableDictionary(r => r.Id, r => Describe(r, PageOf(r, Repository)));

    private static readonly ConcurrentDictionary<RuleDescriptor, DiagnosticDescriptor> Others = new();

    /// <summary>One descriptor for each rule of the catalogue, and for what the engine itself reports.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [.. ById.Values.OrderBy(d => d.Id, StringComparer.Ordinal)];

    /// <summary>The descriptor of a rule, of the catalogue or of a user's own.</summary>
    public static DiagnosticDescriptor Find(RuleDescriptor rule) =>
        ById.TryGetValue(rule.Id, out DiagnosticDescriptor? descriptor) ? descriptor : Others.GetOrAdd(rule, r => Describe(r, r.HelpLink));

    /// <summary>Medium and above warn; nothing is an error unless the project says so.</summary>
    public static DiagnosticSeverity SeverityOf(Severity severity) => severity >= Severity.Medium ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info;

    /// <summary>
    /// The address of a rule's page in a repository; null without one: a link that leads nowhere is worse than none,
    /// and <c>csec rules ID</c> explains the rule.
    /// </summary>
    internal static string? PageOf(RuleDescriptor rule, string? repository) =>
        string.IsNullOrEmpty(repository) ? null : $"{repository!.TrimEnd('/')}/blob/main/{rule.HelpPath}";

    private static DiagnosticDescriptor Describe(RuleDescriptor rule, string? page) =>
        new(
            rule.Id,
            rule.Title,
            "{0}",
            rule.Category,
            SeverityOf(rule.Severity),
            isEnabledByDefault: true,
            rule.Remediation,
            page,
            WellKnownDiagnosticTags.Telemetry);
}
