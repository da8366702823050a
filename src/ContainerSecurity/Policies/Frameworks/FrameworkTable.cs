namespace ContainerSecurity.Policies.Frameworks;

/// <summary>What the table of a framework says.</summary>
/// <param name="Title">The title of the standard.</param>
/// <param name="Version">The version of the standard that the IDs are of.</param>
/// <param name="Prefix">What stands before a control's ID in the references of rules, such as <c>CIS Kubernetes</c>.</param>
/// <param name="Platform">What the standard is about.</param>
/// <param name="Controls">All controls, in the order of the standard.</param>
internal sealed record FrameworkTable(
    string Title, string Version, string Prefix, FrameworkPlatform Platform, IReadOnlyList<FrameworkControl> Controls);
