using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5017: bindings name roles and service accounts that exist; who makes a missing one later gets, or hands out, its rights.</summary>
internal sealed class RbacDanglingBinding() : Rule(new("CSEC5017", "rbac-dangling-binding", Severity.Low,
    "Binding to something that does not exist",
    "Remove the binding, or add the role or service account.")
{
    NeedsCompleteSet = true,
    ComparedKinds = ["Role", "ClusterRole", "ServiceAccount"],
    FactFields = [],
    References = ["NIST SP 800-190 3.3.1"],
}), IJudges<RoleBinding>
{
    private static readonly string[] StockRoles = ["cluster-admin", "admin", "edit", "view"];

    public void Judge(RoleBinding resource, RuleContext context)
    {
        if (resource.IsStock)
            return;
        if (resource.RoleName.Is(n => !IsStock(n, resource)) && !resource.MayFindRole(context.Set))
            context.Report(
                resource.RoleName,
                $"{resource} binds the {resource.RoleKind.Or("role")} '{resource.RoleName}', which does not exist: whoever makes it gives its rights.");
        foreach (Subject subject in resource.Subjects)
            if (subject.IsServiceAccount && subject.Name.Is(n => n != ServiceAccount.Default) && !Exists(subject, resource, context.Set))
                context.Report(
                    subject.Name,
                    $"{resource} gives rights to the service account '{subject.Name}', which does not exist: whoever makes it gets them.");
    }

    private static bool IsStock(string role, RoleBinding binding) =>
        role.StartsWith("system:", StringComparison.Ordinal)
        || (binding.RoleKind.Is("Role") ? role == "extension-apiserver-authentication-reader" : Array.IndexOf(StockRoles, role) >= 0);

    private static bool Exists(Subject subject, RoleBinding binding, ResourceSet set) =>
        set.InNamespace<ServiceAccount>("ServiceAccount", subject.Namespace.Else(binding.Namespace))
            .Any(a => a.Name.IsUnknown || a.Name.Is(subject.Name.Value));
}
