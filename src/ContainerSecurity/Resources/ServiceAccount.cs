using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A service account: who a pod is to the API server.</summary>
/// <param name="root">The whole object.</param>
public sealed class ServiceAccount(NodeView root) : KubernetesResource(root)
{
    /// <summary>The account of pods that name none.</summary>
    public const string Default = "default";

    /// <summary>Whether pods of the account get its token, unless they say otherwise; missing means yes.</summary>
    public Field<bool> AutomountToken { get; } = root.Boolean("automountServiceAccountToken");
}
