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

    /// <summary>The name of an account among users, <c>system:serviceaccount:NAMESPACE:NAME</c>.</summary>
    /// <param name="namespace">The account's namespace; none means <c>default</c>.</param>
    /// <param name="name">The account's name.</param>
    public static string UserName(string? @namespace, string name) =>
        $"system:serviceaccount:{(string.IsNullOrEmpty(@namespace) ? Default : @namespace)}:{name}";

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
    }
}
