using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission;

/// <summary>One of <c>resourceRules</c>: groups, versions, resources, operations, names and scope. A list that is absent restricts nothing.</summary>
internal sealed class ResourceRule(CelValue rule)
{
    private const string Any = "*";
    private readonly string[] groups = rule.Find("apiGroups").Texts();
    private readonly string[] versions = rule.Find("apiVersions").Texts();
    private readonly string[] resources = rule.Find("resources").Texts();
    private readonly string[] names = rule.Find("resourceNames").Texts();
    private readonly string scope = rule.FindText("scope") ?? Any;

    public string[] Operations { get; } = rule.Find("operations").Texts();

    public bool IsPods => groups is [""] && versions is ["v1"] && resources is ["pods"] && names.Length == 0;

    /// <summary>Whether the rule is about a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isEquivalent">Whether the same object under another group or version counts.</param>
    public bool Matches(AdmissionRequest request, bool isEquivalent) =>
        Holds(Operations, o => string.Equals(o, request.OperationName, StringComparison.OrdinalIgnoreCase))
        && Holds(groups, g => g == request.ResourceGroup || (isEquivalent && KindNames.AreSame(request.Resource, g, request.ResourceGroup)))
        && (isEquivalent || Holds(versions, v => v == request.ResourceVersion))
        && (resources.Length == 0 || Array.Exists(resources, r => IsResource(r, request)))
        && (names.Length == 0 || names.Contains(request.Name))
        && (scope == Any || (scope == "Cluster") == request.IsClusterScoped);

    private static bool Holds(string[] words, Predicate<string> fits) => words.Length == 0 || Array.Exists(words, w => w == Any || fits(w));

    private static bool IsResource(string pattern, AdmissionRequest request)
    {
        int slash = pattern.IndexOf('/');
        string resource = slash < 0 ? pattern : pattern.Substring(0, slash);
        string subresource = slash < 0 ? "" : pattern.Substring(slash + 1);
        return (resource == Any || resource == request.Resource) && (subresource == Any || subresource == request.Subresource);
    }
}
