using ContainerSecurity.Access;
using ContainerSecurity.Access.Paths;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Rules.Access;

/// <summary>
/// CSEC5018: no chain of rights makes a subject administrator of the cluster, or root on a node (Kubernetes RBAC Good
/// Practices: Privilege escalation risks).
/// </summary>
internal sealed class RbacEscalationPath() : Rule(new("CSEC5018", "rbac-escalation-path", Severity.High,
    "Rights lead to the administration of the cluster",
    "Take away one of the rights on the path.")
{
    ComparedKinds = ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ServiceAccount", "Namespace", "Secret", "ConfigMap"],
    ComparesWorkloads = true,
    FactFields = ["rules", "aggregationRule"],
    References = ["CIS Kubernetes 5.1.8", "NSA/CISA Kubernetes Hardening: Authentication and authorization", "NIST SP 800-190 3.3.1"],
}), IJudges<RoleBinding>
{
    private static readonly string[] RoleKinds = ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "ServiceAccount"];

    public void Judge(RoleBinding resource, RuleContext context)
    {
        if (!resource.Name.IsKnown || resource.Namespace.IsUnknown)
            return;
        EscalationGraph graph = context.Set.Derive(BuildGraph);
        string? space = resource.IsClusterWide ? null : resource.Namespace.Is(n => n.Length > 0) ? resource.Namespace.Value
            : new RbacOptions().DefaultNamespace;
        if (graph.PathsBy(space, resource.Name.Value) is [var worst, ..] paths)
            context.Report(resource, Tell(resource, worst, paths.Count), SeverityOf(worst));
        else if (!graph.IsComplete)
            context.ReportNotEvaluated(new NotEvaluated(Descriptor.Id, "the roles and bindings lead on in too many ways to be followed.", resource.Location));
    }

    private static EscalationGraph BuildGraph(ResourceSet set) =>
        new(RbacAuthorizer.Create(RoleKinds.SelectMany(set.OfKind)), ClusterInventory.Read(set));

    private static Message Tell(RoleBinding binding, EscalationPath path, int count)
    {
        Message message = Message.Of($"{binding} lets {path.Start.ToString()} become {path.Target.ToString()}. ");
        for (int i = 0; i < path.Steps.Count; i++)
        {
            message.AppendLiteral(path.Steps.Count > 1 ? $"{i + 1}. " : "");
            message.AppendFormatted(path.Steps[i].ToString());
            message.AppendLiteral(" ");
        }
        if (count > 1)
            message.AppendLiteral($"So do {count - 1} more of its subjects. ");
        message.AppendLiteral("Allowed: no such path.");
        return message;
    }

    private static Severity SeverityOf(EscalationPath path) => path.Risk switch
    {
        EscalationRisk.Critical => Severity.Critical,
        EscalationRisk.High => Severity.High,
        _ => Severity.Medium,
    };
}
