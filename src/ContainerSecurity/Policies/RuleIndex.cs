using System.Collections.Concurrent;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>The rules that run, by the kind of subject that they judge.</summary>
internal sealed class RuleIndex(ActiveRule[] all)
{
    private readonly ConcurrentDictionary<Type, ActiveRule[]> bySubject = new();

    /// <summary>All rules, by ID.</summary>
    public ActiveRule[] All => all;

    /// <summary>Returns the rules over a kind of subject, by ID.</summary>
    public ActiveRule[] Over<TSubject>() =>
        bySubject.TryGetValue(typeof(TSubject), out ActiveRule[]? known)
            ? known
            : bySubject.GetOrAdd(typeof(TSubject), Array.FindAll(all, r => r.Rule is IJudges<TSubject>));
}
