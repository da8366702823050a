using ContainerSecurity.Resources;

namespace ContainerSecurity.Access.Paths;

/// <summary>A workload whose pods may be entered.</summary>
/// <param name="Facts">What is known about it.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="MountsToken">Whether its account's token is mounted.</param>
internal sealed record InventoryWorkload(WorkloadSummary Facts, string Namespace, bool MountsToken)
{
    /// <summary>Its name among nodes.</summary>
    public string Title => $"{Facts.Identity.Kind} {Namespace}/{Facts.Identity.Name}";

    /// <summary>Whether it is a controller, whose template names the account.</summary>
    public bool IsController => Facts.Identity.Kind != "Pod";

    /// <summary>Whether its pods run on every node.</summary>
    public bool IsOnEveryNode => Facts.Identity.Kind == "DaemonSet";
}
