using System.Collections.Concurrent;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>Rules that run, by the kind of subject that they judge.</summary>
internal sealed class RuleIndex(ConfiguredRule[] all)
{
    private readonly ConcurrentDictionary<Type, ConfiguredRule[]> bySubject = new();

    /// <summary>All rules, by ID.</summary>
    public ConfiguredRule[] All => all;

    /// <summary>The policies of the cluster among them.</summary>
    public ConfiguredRule[] Admission { get; } = Array.FindAll(all, r => r.Rule is AdmissionRule);

    /// <summary>How many numbers rules have.</summary>
    public int Size { get; } = all.Length == 0 ? 0 : all.Max(r => r.Number) + 1;

    /// <summary>Returns the rules over a kind of subject, by ID.</summary>
    public ConfiguredRule[] Over<TSubject>() =>
        bySubject.TryGetValue(typeof(TSubject), out ConfiguredRule[]? known)
            ? known
            : bySubject.GetOrAdd(typeof(TSubject), Array.FindAll(all, r => r.Rule is IJudges<TSubject>));
}
