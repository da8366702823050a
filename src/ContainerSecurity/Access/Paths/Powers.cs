namespace ContainerSecurity.Access.Paths;

/// <summary>The powers of one who asks in one scope: those of a namespace with those of the cluster.</summary>
/// <param name="local">The powers of the scope itself.</param>
/// <param name="cluster">The powers of the whole cluster; the same object where that is the scope.</param>
/// <param name="namespace">The namespace; empty for the whole cluster.</param>
internal readonly struct Powers(PowerSet local, PowerSet cluster, string @namespace)
{
    /// <summary>The namespace; empty for the whole cluster.</summary>
    public string Namespace { get; } = @namespace;

    /// <summary>Whether the scope is the whole cluster.</summary>
    public bool IsCluster => Namespace.Length == 0;

    /// <summary>What the scope's own bindings give: what the whole cluster gives has edges of its own.</summary>
    public IReadOnlyList<PowerGrant> Own(Power power) => local.Of(power);

    /// <summary>Everything that gives a power in the scope.</summary>
    public IEnumerable<PowerGrant> All(Power power) => ReferenceEquals(local, cluster) ? local.Of(power) : local.Of(power).Concat(cluster.Of(power));

    /// <summary>What gives a power over all objects in the scope; null for nothing.</summary>
    public PowerGrant? Unbound(Power power) => local.Unbound(power) ?? cluster.Unbound(power);

    /// <summary>What gives a power over one object in the scope; null for nothing.</summary>
    public PowerGrant? Over(Power power, string name) => All(power).FirstOrDefault(g => g.Reaches(name));

    /// <summary>
    /// What gives all of some powers over all objects in the scope, at least one of them by the scope's own bindings; null
    /// where one is missing.
    /// </summary>
    public PowerGrant[]? Together(params Power[] powers)
    {
        var found = new PowerGrant[powers.Length];
        for (int i = 0; i < powers.Length; i++)
            if (Unbound(powers[i]) is { } grant)
                found[i] = grant;
            else
                return null;
        return HasOwn(found) ? found : null;
    }

    /// <summary>Whether one of some grants is of the scope's own bindings.</summary>
    public bool HasOwn(IEnumerable<PowerGrant> grants)
    {
        bool isCluster = IsCluster;
        return grants.Any(g => isCluster || g.Grant.Binding?.IsClusterWide == false);
    }
}
