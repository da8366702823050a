namespace ContainerSecurity.Rules.Network;

/// <summary>The API versions that Kubernetes has deprecated, kind by kind, from the table that is built into the library.</summary>
internal static class DeprecatedApiVersions
{
    private static readonly Lazy<Dictionary<(string ApiVersion, string Kind), Deprecation>> Deprecations = new(Read);

    /// <summary>When an API version of a kind was deprecated; null where it is not, or was never known.</summary>
    public static Deprecation? Find(string apiVersion, string kind) =>
        Deprecations.Value.TryGetValue((apiVersion, kind), out Deprecation? deprecation) ? deprecation : null;

    private static Dictionary<(string, string), Deprecation> Read()
    {
        var deprecations = new Dictionary<(string, string), Deprecation>();
        foreach (string[] line in EmbeddedTable.Read("deprecated-api-versions.txt"))
            if (line is [var version, var removal, var apiVersion, var kind, var replacement]
                && KubernetesVersion.TryParse(version, out KubernetesVersion since))
                deprecations.Add((apiVersion, kind), new Deprecation(since, removal == "-" ? null : removal, replacement == "-" ? null : replacement));
        return deprecations;
    }

    /// <summary>The Kubernetes version that deprecated it, the one that no longer serves it, and what stands in its place.</summary>
    public sealed record Deprecation(KubernetesVersion Version, string? Removal, string? Replacement);
}
