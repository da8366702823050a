namespace ContainerSecurity.Rules.Network;

/// <summary>The API versions that Kubernetes has removed, kind by kind, from the table that is built into the library.</summary>
internal static class RemovedApiVersions
{
    private static readonly Lazy<Dictionary<(string ApiVersion, string Kind), Removal>> Removals = new(Read);

    /// <summary>When an API version of a kind was removed; null where it is still served, or was never known.</summary>
    public static Removal? Find(string apiVersion, string kind) => Removals.Value.TryGetValue((apiVersion, kind), out Removal? removal) ? removal : null;

    /// <summary>What stands in the place of a removed API version in a Kubernetes version; null where nothing does.</summary>
    public static string? ReplacementIn(KubernetesVersion version, Removal removal, string kind)
    {
        while (removal.Replacement is { } replacement && Find(replacement, kind) is { } next && next.Version <= version)
            removal = next;
        return removal.Replacement;
    }

    private static Dictionary<(string, string), Removal> Read()
    {
        var removals = new Dictionary<(string, string), Removal>();
        foreach (string[] line in EmbeddedTable.Read("removed-api-versions.txt"))
            if (line is [var version, var apiVersion, var kind, var replacement] && KubernetesVersion.TryParse(version, out KubernetesVersion removedIn))
                removals.Add((apiVersion, kind), new Removal(removedIn, replacement == "-" ? null : replacement));
        return removals;
    }

    /// <summary>The first Kubernetes version without it, and what stands in its place there.</summary>
    public sealed record Removal(KubernetesVersion Version, string? Replacement);
}
