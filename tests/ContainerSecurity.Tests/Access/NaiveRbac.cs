using ContainerSecurity.Access;

namespace ContainerSecurity.Tests.Access;

/// <summary>RBAC as its documentation says it, without any speed: the reference that the authorizer is compared with.</summary>
internal sealed class NaiveRbac(RbacRole[] roles, RbacBinding[] bindings)
{
    public bool Can(RbacRequest request) => request.User.Groups.Contains("system:masters") || bindings.Any(b => Allows(b, request));

    private bool Allows(RbacBinding binding, RbacRequest request)
    {
        if (binding.Namespace is { } space && (request.Path is not null || request.Namespace != space))
            return false;
        if (!binding.Subjects.Any(s => Is(s, request.User)))
            return false;
        if (binding.RoleKind == "Role" && binding.Namespace is null)
            return false;
        return roles.Where(r => r.Kind == binding.RoleKind && r.Name == binding.RoleName && (r.IsClusterRole || r.Namespace == binding.Namespace))
            .Any(r => r.Rules.Any(rule => Covers(rule, request)));
    }

    private static bool Is(RbacSubject subject, RbacUser user) => subject.Kind switch
    {
        RbacSubjectKind.User => user.Name == subject.Name,
        RbacSubjectKind.Group => user.Groups.Contains(subject.Name),
        RbacSubjectKind.ServiceAccount => subject.Namespace is { } space && user.Name == $"system:serviceaccount:{space}:{subject.Name}",
        _ => false,
    };

    public static bool Covers(RbacRule rule, RbacRequest request)
    {
        if (!Holds(rule.Verbs, request.Verb))
            return false;
        if (request.Path is { } path)
            return rule.NonResourceUrls.Any(u => u == "*" || u == path || (u.EndsWith('*') && path.StartsWith(u.TrimEnd('*'), StringComparison.Ordinal)));
        string resource = request.Subresource == "" ? request.Resource : request.Resource + "/" + request.Subresource;
        bool hasResource = Holds(rule.Resources, resource) || (request.Subresource != "" && rule.Resources.Contains("*/" + request.Subresource));
        bool hasName = rule.ResourceNames.Count == 0 || rule.ResourceNames.Contains(request.Name);
        return hasResource && hasName && Holds(rule.ApiGroups, request.ApiGroup);
    }

    private static bool Holds(IReadOnlyList<string> names, string name) => names.Contains("*") || names.Contains(name);
}
