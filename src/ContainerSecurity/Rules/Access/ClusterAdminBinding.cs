using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5002: no binding names cluster-admin, or a role as strong (CIS Kubernetes 5.1.1).</summary>
public sealed class ClusterAdminBinding() : KindRule(new("CSEC5002", "cluster-admin-binding", Severity.Critical,
    "Binds cluster-admin",
    "Bind a role with the rights that are needed.")
{
    SetKinds = ["Role", "ClusterRole"],
    References = ["CIS Kubernetes 5.1.1", "NSA/CISA Kubernetes Hardening: Authentication and authorization", "NIST SP 800-190 3.3.1"],
}, "RoleBinding", "ClusterRoleBinding")
{
    /// <inheritdoc/>
    protected override void Evaluate(KubernetesResource resource, RuleContext context)
    {
        NodeView reference = resource.Root["roleRef"];
        Field<string> role = reference.Text("name");
        string? space = resource.Kind == "RoleBinding" && resource.Namespace.IsKnown ? resource.Namespace.Value : null;
        ResourceFacts? bound = role.IsKnown ? context.Set.Find(reference.Text("kind").Or("ClusterRole"), reference.Text("kind").Is("Role") ? space : null, role.Value) : null;
        if (role.Is("cluster-admin") || (bound is not null && bound.Root.Views("rules").Items.Any(IsEverything)))
            context.Report(role, $"{resource.Kind} '{resource.Name}' binds {role}, which may do everything{(resource.Kind == "RoleBinding" ? " in the namespace" : "")}.");
    }

    private static bool IsEverything(Field<NodeView> rule)
    {
        return rule.IsKnown && rule.Value.TextList("verbs").Contains("*") && rule.Value.TextList("resources").Contains("*") && rule.Value.TextList("apiGroups").Contains("*");
    }
}
