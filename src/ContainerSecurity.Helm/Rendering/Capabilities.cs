using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Rendering;

/// <summary>What a cluster is known to have.</summary>
/// <param name="KubernetesVersion">Its version, such as <c>v1.33.0</c>.</param>
/// <param name="ApiVersions">The versions of APIs that it serves.</param>
/// <param name="HelmVersion">Helm's version, such as <c>v4.1.4</c>.</param>
internal sealed record Capabilities(string KubernetesVersion, IReadOnlyList<string> ApiVersions, string HelmVersion)
{
    /// <summary>Whether a cluster may serve more than the versions that are known.</summary>
    public bool IsOpen { get; init; }

    /// <summary>As templates see it.</summary>
    public GoValue ToValue() =>
        new StructureValue("*common.Capabilities", "", new()
        {
            ["KubeVersion"] = VersionValue(),
            ["APIVersions"] = new VersionSet(ApiVersions, IsOpen),
            ["HelmVersion"] = new StructureValue("common.HelmVersion", "", new()
            {
                ["Version"] = GoValue.Of(HelmVersion),
                ["GitCommit"] = GoValue.Of(""),
                ["GitTreeState"] = GoValue.Of(""),
                ["GoVersion"] = GoValue.Of(""),
            }),
        });

    private StructureValue VersionValue()
    {
        string[] parts = KubernetesVersion.TrimStart('v').Split('.', '-', '+');
        return new StructureValue("common.KubeVersion", KubernetesVersion, new()
        {
            ["Version"] = GoValue.Of(KubernetesVersion),
            ["GitVersion"] = GoValue.Of(KubernetesVersion),
            ["Major"] = GoValue.Of(parts[0]),
            ["Minor"] = GoValue.Of(parts.Length > 1 ? parts[1] : ""),
        });
    }

    /// <summary>The list of API versions, which can be asked for one.</summary>
    private sealed class VersionSet(IReadOnlyList<string> versions, bool isOpen)
        : ListValue(GoType.Strings with { Name = "common.VersionSet" }, [.. versions.Select(v => Of(v))])
    {
        public override GoFunction? Method(string name) =>
            name == "Has" ? new(name, [GoType.String], false, GoType.Bool, a => Has(((TextValue)a[0]).Text)) : null;

        private GoValue Has(string version)
        {
            bool isKnown = versions.Contains(version);
            return isKnown || !isOpen ? Of(isKnown) : UnknownValue.Undecided;
        }
    }
}
