using System.Collections.Immutable;
using ContainerSecurity.Analyzers.Manifests;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSecurity.Analyzers;

/// <summary>
/// Runs rules of a user's own in the compiler, on all that the catalogue's rules see. A package of rules derives a
/// class from it that names them.
/// </summary>
/// <remarks>The compiler wants to know what an analyzer may report before it tells it about the project, so each package has an analyzer of its own.</remarks>
public abstract class RuleAnalyzer : DiagnosticAnalyzer
{
    private readonly Rule[] rules;

    /// <summary>Creates an analyzer.</summary>
    /// <param name="rules">The rules; their IDs must not begin with <c>CSEC</c>.</param>
    /// <exception cref="ArgumentException">A rule has an ID of the catalogue's.</exception>
    protected RuleAnalyzer(params Rule[] rules)
    {
        this.rules = rules ?? throw new ArgumentNullException(nameof(rules));
        foreach (Rule rule in rules)
            if (rule.Descriptor.Id.StartsWith("CSEC", StringComparison.OrdinalIgnoreCase))
                throw new ArgumentException($"'{rule.Descriptor.Id}' is an ID of the catalogue; choose another prefix.", nameof(rules));
        SupportedDiagnostics = [.. rules.Select(r => RuleDiagnostics.Find(r.Descriptor)), RuleDiagnostics.Find(EngineRules.Unreadable)];
    }

    /// <summary>The rules, and <c>CSEC0003</c> for one that fails.</summary>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        _ = context ?? throw new ArgumentNullException(nameof(context));
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        if (rules.Length > 0)
            context.RegisterCompilationStartAction(start => ContainerSecurityAnalyzer.StartRules(start, new ProjectFiles(start.Options, rules)));
    }
}
