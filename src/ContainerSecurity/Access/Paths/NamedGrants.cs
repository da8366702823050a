namespace ContainerSecurity.Access.Paths;

/// <summary>Grants of one power, found by the names that they are bounded to.</summary>
internal sealed class NamedGrants
{
    private readonly Dictionary<string, PowerGrant> byName = new(StringComparer.Ordinal);

    public NamedGrants(IEnumerable<PowerGrant> grants)
    {
        foreach (PowerGrant grant in grants)
            if (grant.Source.Names is not { } names)
                Unbound ??= grant;
            else
                foreach (string name in names)
                    if (!byName.ContainsKey(name))
                        byName.Add(name, grant);
    }

    /// <summary>The first that is not bounded; null for none.</summary>
    public PowerGrant? Unbound { get; }

    public bool IsEmpty => Unbound is null && byName.Count == 0;

    /// <summary>One that holds for a name; null for none.</summary>
    public PowerGrant? Over(string name) => Unbound ?? (byName.TryGetValue(name, out PowerGrant? grant) ? grant : null);
}
