using System.Collections.Concurrent;
using ContainerSecurity.Cel;

namespace ContainerSecurity.Policies.Admission;

/// <summary>
/// Environments by what was changed in another one, so that policies with the same variables have the same environment,
/// and their expressions one plan. There are never many: when it is full, it is emptied.
/// </summary>
internal static class SharedEnvironments
{
    private const int MaxCount = 256;
    private static readonly ConcurrentDictionary<(CelEnvironment From, string Change), CelEnvironment> Known = new();

    /// <summary>An environment with a change.</summary>
    /// <param name="from">The environment that is changed.</param>
    /// <param name="change">What says the change in full.</param>
    /// <param name="configure">Makes the change.</param>
    public static CelEnvironment Of(CelEnvironment from, string change, Action<CelEnvironmentBuilder> configure)
    {
        if (Known.TryGetValue((from, change), out CelEnvironment? known))
            return known;
        if (Known.Count >= MaxCount)
            Known.Clear();
        return Known.GetOrAdd((from, change), _ => from.Extend(configure));
    }
}
