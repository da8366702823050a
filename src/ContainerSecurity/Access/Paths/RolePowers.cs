namespace ContainerSecurity.Access.Paths;

/// <summary>The powers that a role gives: of each the first rule without names, or all rules with names.</summary>
internal sealed class RolePowers
{
    private readonly List<KeyValuePair<Power, PowerSource>> sources = [];

    public RolePowers(IEnumerable<RbacRule> rules)
    {
        foreach (PowerDefinition definition in PowerDefinition.All)
        {
            List<PowerSource> found = [.. rules.Select(definition.In).OfType<PowerSource>()];
            if (found.Find(s => s.Names is null) is { } unbound)
                found = [unbound];
            sources.AddRange(found.Select(s => new KeyValuePair<Power, PowerSource>(definition.Power, s)));
        }
    }

    /// <summary>The powers with their rules.</summary>
    public IReadOnlyList<KeyValuePair<Power, PowerSource>> Sources => sources;
}
