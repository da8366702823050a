namespace ContainerSecurity.Access.Audits.Generation;

/// <summary>What was used where a binding counts, by whom it names.</summary>
internal sealed class UsedThrough
{
    private readonly Dictionary<(string Group, string Resource), List<UsedRequest>> resources = [];
    private readonly List<RbacRequest> paths = [];

    public static UsedThrough Of(RbacBinding binding, IReadOnlyList<AuditedUser> users)
    {
        var used = new UsedThrough();
        foreach (AuditedUser user in users)
            if (binding.Subjects.Any(s => IsOne(s, user.User)))
                foreach (UsedRequest request in user.Requests)
                    used.Add(request, binding);
        return used;
    }

    /// <summary>Returns whether something was used that a rule allows.</summary>
    public bool Has(RbacRule rule) =>
        rule.NonResourceUrls.Any(url => paths.Exists(p => Holds(rule.Verbs, p.Verb) && IsPath(url, p.Path!)))
        || Candidates(rule).Any(u => Holds(rule.Verbs, u.Request.Verb) && IsNamed(rule, u));

    private void Add(UsedRequest used, RbacBinding binding)
    {
        RbacRequest request = used.Request;
        if (!binding.IsClusterWide && (request.Path is not null || request.Namespace != binding.Namespace))
            return;
        if (request.Path is not null)
        {
            paths.Add(request);
            return;
        }
        var key = (request.ApiGroup, request.Subresource.Length > 0 ? $"{request.Resource}/{request.Subresource}" : request.Resource);
        if (!resources.TryGetValue(key, out List<UsedRequest>? list))
            resources.Add(key, list = []);
        list.Add(used);
    }

    /// <summary>The requests whose group and resource a rule has; the wildcards of the API server are <c>*</c> and <c>*/SUBRESOURCE</c>.</summary>
    private IEnumerable<UsedRequest> Candidates(RbacRule rule)
    {
        if (!rule.ApiGroups.Contains("*") && !rule.Resources.Any(r => r.StartsWith('*')))
            return rule.ApiGroups.SelectMany(g => rule.Resources.SelectMany(r => resources.TryGetValue((g, r), out List<UsedRequest>? list) ? list : []));
        return resources.Where(r => Holds(rule.ApiGroups, r.Key.Group) && HasResource(rule, r.Key.Resource)).SelectMany(r => r.Value);
    }

    private static bool HasResource(RbacRule rule, string resource)
    {
        int slash = resource.IndexOf('/', StringComparison.Ordinal);
        return Holds(rule.Resources, resource) || (slash >= 0 && rule.Resources.Contains("*" + resource[slash..]));
    }

    private static bool IsNamed(RbacRule rule, UsedRequest used) =>
        rule.ResourceNames.Count == 0 || used.NamesAny || (used.Request.Name.Length > 0 && rule.ResourceNames.Contains(used.Request.Name));

    private static bool IsPath(string url, string path) => url == path || (url.EndsWith('*') && path.StartsWith(url[..^1], StringComparison.Ordinal));

    private static bool Holds(IReadOnlyList<string> list, string value) => list.Contains(value) || list.Contains("*");

    private static bool IsOne(RbacSubject subject, RbacUser user) =>
        subject.Kind == RbacSubjectKind.Group ? user.Groups.Contains(subject.Name) : subject.Kind != RbacSubjectKind.Other && subject.UserName == user.Name;
}
