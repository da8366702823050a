namespace ContainerSecurity.Access.Paths;

/// <summary>The powers that somebody has in a scope: the whole cluster, or one namespace.</summary>
internal sealed class PowerSet
{
    private static readonly bool[] ClusterScoped = Array.ConvertAll(PowerDefinition.All, d => d.IsClusterScoped);
    private static readonly List<PowerGrant> None = [];

    private readonly Dictionary<Power, List<PowerGrant>> grants = [];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => grants.Count == 0;

    /// <summary>Adds what a role gives.</summary>
    /// <param name="powers">The role's powers.</param>
    /// <param name="grant">The binding, subject and role.</param>
    /// <param name="isCluster">Whether the binding is over the whole cluster.</param>
    public void Add(RolePowers powers, RbacGrant grant, bool isCluster)
    {
        foreach (KeyValuePair<Power, PowerSource> source in powers.Sources)
        {
            if (!isCluster && ClusterScoped[(int)source.Key])
                continue;
            if (!grants.TryGetValue(source.Key, out List<PowerGrant>? list))
                grants.Add(source.Key, list = []);
            list.Add(new PowerGrant(source.Value, grant with { Rule = source.Value.Rule }));
        }
    }

    /// <summary>All that gives a power.</summary>
    public IReadOnlyList<PowerGrant> Of(Power power) => grants.TryGetValue(power, out List<PowerGrant>? list) ? list : None;

    /// <summary>What gives a power over all objects; null for nothing.</summary>
    public PowerGrant? Unbound(Power power) => grants.TryGetValue(power, out List<PowerGrant>? list) ? list.Find(g => g.IsUnbound) : null;
}
