using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Access.Compiled;

/// <summary>Takes from resources what the authorizer needs, and lets their documents go. Equal texts are kept once.</summary>
internal sealed class RbacObjectReader(RbacOptions options)
{
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceFile> files = new(StringComparer.Ordinal);

    public List<RbacRole> Roles { get; } = [];

    public List<RbacBinding> Bindings { get; } = [];

    public List<RbacSubject> ServiceAccounts { get; } = [];

    public void Read(Resource resource)
    {
        switch (resource)
        {
            case Role role:
                Roles.Add(Read(role));
                break;
            case RoleBinding binding:
                Bindings.Add(Read(binding));
                break;
            case ServiceAccount account when account.Name.IsKnown && !account.Namespace.IsUnknown:
                ServiceAccounts.Add(new RbacSubject(PlaceOf(account), RbacSubjectKind.ServiceAccount, Keep(account.Name.Value), NamespaceOf(account)));
                break;
        }
    }

    private RbacRole Read(Role role)
    {
        RbacPlace place = PlaceOf(role);
        FieldList<NodeView> views = role.Root.Views("rules");
        var rules = new RbacRule[views.Items.Count];
        int count = 0;
        for (int i = 0; i < rules.Length; i++)
            if (views.Items[i].IsKnown)
                rules[count++] = Read(new PolicyRule(views.Items[i].Value), place, i);
        Array.Resize(ref rules, count);
        NodeView aggregation = role.Root["aggregationRule"];
        return new RbacRole(place, Keep(role.Name.Or("")), role.IsClusterRole ? null : NamespaceOf(role), rules)
        {
            IsOpen = views.IsOpen,
            IsStock = role.IsStock,
            Labels = role.IsClusterRole ? new LabelSet(role.Labels) : null,
            HasRules = views.State != FieldState.Missing,
            IsNamed = role.Name.IsKnown && (role.IsClusterRole || !role.Namespace.IsUnknown),
            Aggregation = !role.IsClusterRole || aggregation.IsMissing ? null
                : [.. aggregation.Views("clusterRoleSelectors").Items.Where(s => s.IsKnown).Select(s => new AggregationSelector(s.Value))],
        };
    }

    private RbacRule Read(PolicyRule rule, RbacPlace role, int index)
    {
        FieldList<string> urls = rule.View.TextList("nonResourceURLs");
        RbacRuleParts open = (rule.Verbs.IsOpen ? RbacRuleParts.Verbs : 0) | (rule.ApiGroups.IsOpen ? RbacRuleParts.ApiGroups : 0)
            | (rule.Resources.IsOpen ? RbacRuleParts.Resources : 0) | (rule.ResourceNames.IsOpen ? RbacRuleParts.ResourceNames : 0)
            | (urls.IsOpen ? RbacRuleParts.NonResourceUrls : 0);
        return new RbacRule(PartOf(role, rule.View, "rules", index))
        {
            Verbs = rule.Verbs.ReadKnown(Keep),
            ApiGroups = rule.ApiGroups.ReadKnown(Keep),
            Resources = rule.Resources.ReadKnown(Keep),
            ResourceNames = rule.ResourceNames.ReadKnown(Keep),
            NonResourceUrls = urls.ReadKnown(Keep),
            Open = open,
        };
    }

    private RbacBinding Read(RoleBinding binding)
    {
        RbacPlace place = PlaceOf(binding);
        FieldList<NodeView> views = binding.Root.Views("subjects");
        var subjects = new List<RbacSubject>(views.Items.Count);
        for (int i = 0; i < views.Items.Count; i++)
            if (views.Items[i].IsKnown)
                subjects.Add(Read(views.Items[i].Value, place, i));
        string? space = binding.IsClusterWide ? null : NamespaceOf(binding);
        return new RbacBinding(place, Keep(binding.Name.Or("")), space, Keep(binding.RoleKind.Or("")), Keep(binding.RoleName.Or("")), subjects)
        {
            IsStock = binding.IsStock,
            IsOpen = views.IsOpen,
            IsRoleKnown = !binding.RoleKind.IsUnknown && !binding.RoleName.IsUnknown,
            IsNamespaceKnown = binding.IsClusterWide || !binding.Namespace.IsUnknown,
        };
    }

    private RbacSubject Read(NodeView view, RbacPlace binding, int index)
    {
        Field<string> kind = view.Text("kind"), name = view.Text("name"), space = view.Text("namespace");
        string? home = space.Is(s => s.Length > 0) ? Keep(space.Value) : null;
        return new RbacSubject(PartOf(binding, view, "subjects", index), KindOf(kind.Or("")), Keep(name.Or("")), home)
        {
            Unknown = (kind.IsUnknown ? RbacSubjectParts.Kind : 0) | (name.IsUnknown ? RbacSubjectParts.Name : 0)
                | (space.IsUnknown ? RbacSubjectParts.Namespace : 0),
        };
    }

    private static RbacSubjectKind KindOf(string kind) => kind switch
    {
        "User" => RbacSubjectKind.User,
        "Group" => RbacSubjectKind.Group,
        "ServiceAccount" => RbacSubjectKind.ServiceAccount,
        _ => RbacSubjectKind.Other,
    };

    private string NamespaceOf(Resource resource) => resource.Namespace.Is(n => n.Length > 0) ? Keep(resource.Namespace.Value) : options.DefaultNamespace;

    private RbacPlace PlaceOf(Resource resource)
    {
        DocumentLocation location = resource.Location;
        return new RbacPlace(Without(location.File), location.Span, resource.Node.Path, "", 0);
    }

    private static RbacPlace PartOf(RbacPlace whole, NodeView part, string key, int index) =>
        whole with { Span = part.Mapping?.FieldSpan ?? whole.Span, Key = key, Index = index };

    /// <summary>The file without its text.</summary>
    private SourceFile Without(SourceFile file)
    {
        if (!files.TryGetValue(file.Path, out SourceFile? known))
            files.Add(file.Path, known = file.IsObject ? SourceFile.OfObject(file.Path) : new SourceFile(file.Path));
        return known;
    }

    private string Keep(string text)
    {
        if (!texts.TryGetValue(text, out string? known))
            texts.Add(text, known = text);
        return known;
    }
}
