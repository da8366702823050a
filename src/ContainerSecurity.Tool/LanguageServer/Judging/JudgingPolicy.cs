using System.Collections.Concurrent;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tool.LanguageServer.Judging;

/// <summary>
/// A policy with its engines. One file is never all there is, whatever the policy says of the set: what would be
/// missing may stand in the next one. Where the policy's file is wrong, which is told, the default policy judges.
/// </summary>
internal sealed class JudgingPolicy(Policy policy, IReadOnlyList<DocumentError> errors)
{
    private readonly ConcurrentDictionary<SourceType, PolicyEngine> engines = new();

    public Policy Policy { get; } = policy with { IsSetComplete = false };

    /// <summary>What is wrong with the policy's files; empty where it judges.</summary>
    public IReadOnlyList<DocumentError> Errors => errors;

    /// <summary>The engine that reads documents of a type.</summary>
    public PolicyEngine EngineOf(SourceType type) =>
        engines.GetOrAdd(type, t => new PolicyEngine(Policy, new PolicyEngineOptions { Type = t, Parallelism = 1 }));
}
