namespace ContainerSecurity.Rules.Privileges;

/// <summary>A place of a manifest where fields about security may stand, rightly or not.</summary>
/// <param name="Name">The place in words.</param>
internal sealed record SecurityFieldPlace(string Name)
{
    /// <summary>The specification of a controller, around its pod's.</summary>
    public static readonly SecurityFieldPlace Controller = new("the controller's spec");

    /// <summary>The specification of a pod.</summary>
    public static readonly SecurityFieldPlace Pod = new("the pod's spec");

    /// <summary>The pod's <c>securityContext</c>.</summary>
    public static readonly SecurityFieldPlace PodSecurity = new("the pod's securityContext");

    /// <summary>A container.</summary>
    public static readonly SecurityFieldPlace Container = new("the container");

    /// <summary>A container's <c>securityContext</c>.</summary>
    public static readonly SecurityFieldPlace ContainerSecurity = new("the container's securityContext");

    private static readonly Dictionary<string, SecurityFieldPlace[]> RightPlaces = new[]
    {
        (Names: "allowPrivilegeEscalation capabilities privileged procMount readOnlyRootFilesystem", Places: new[] { ContainerSecurity }),
        (Names: "fsGroup fsGroupChangePolicy seLinuxChangePolicy supplementalGroups supplementalGroupsPolicy sysctls", Places: [PodSecurity]),
        (Names: "appArmorProfile runAsGroup runAsNonRoot runAsUser seLinuxOptions seccompProfile windowsOptions", Places: [PodSecurity, ContainerSecurity]),
        (Names: "securityContext", Places: [Pod, Container]),
        (Names: "automountServiceAccountToken hostUsers runtimeClassName", Places: [Pod]),
    }
    .SelectMany(row => row.Names.Split(' ').Select(name => (name, row.Places)))
    .ToDictionary(row => row.name, row => row.Places, StringComparer.Ordinal);

    /// <summary>Returns where a field belongs; null for one that is not about security, or that protects nothing anywhere.</summary>
    public static SecurityFieldPlace[]? RightPlacesOf(string field) => RightPlaces.TryGetValue(field, out SecurityFieldPlace[]? places) ? places : null;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
