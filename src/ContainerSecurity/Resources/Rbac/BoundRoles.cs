using System.Collections.Concurrent;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Rbac;

/// <summary>
/// Which role each binding of a set gives, which bindings give a role, and what a role allows with the parts that its
/// labels gather; worked out once for a set.
/// </summary>
internal sealed class BoundRoles
{
    private readonly Dictionary<string, Role> roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<RoleBinding>> bindings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<RoleBinding>> bySubject = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Role, IReadOnlyList<PolicyRule>> gathered = new();
    private readonly (Role Role, LabelSet Labels)[] parts;

    public BoundRoles(ResourceSet set)
    {
        Role[] all = [.. set.OfKind("ClusterRole").Concat(set.OfKind("Role")).OfType<Role>()];
        foreach (Role role in all)
            if (KeyOf(role) is { } key && !roles.ContainsKey(key))
                roles.Add(key, role);
        foreach (RoleBinding binding in set.OfKind("ClusterRoleBinding").Concat(set.OfKind("RoleBinding")).OfType<RoleBinding>())
        {
            if (KeyOf(binding) is { } key)
                ListAt(bindings, key).Add(binding);
            foreach (string subject in binding.Subjects.Select(s => SubjectKey.Of(s, binding)).OfType<string>().Distinct())
                ListAt(bySubject, subject).Add(binding);
        }
        parts = [.. all.Where(r => r.IsClusterRole && !r.Labels.IsOpen).Select(r => (r, new LabelSet(r.Labels)))];
    }

    /// <summary>Returns the role that a binding surely gives; null where the set has none such.</summary>
    public Role? RoleOf(RoleBinding binding) => KeyOf(binding) is { } key && roles.TryGetValue(key, out Role? role) ? role : null;

    /// <summary>Returns the bindings that surely give a role.</summary>
    public IReadOnlyList<RoleBinding> BindingsOf(Role role) =>
        KeyOf(role) is { } key && bindings.TryGetValue(key, out List<RoleBinding>? list) ? list : [];

    /// <summary>Returns the bindings that name a subject, those of the cluster first.</summary>
    /// <param name="subject">See <see cref="SubjectKey"/>.</param>
    public IReadOnlyList<RoleBinding> BindingsOf(string subject) => bySubject.TryGetValue(subject, out List<RoleBinding>? list) ? list : [];

    /// <summary>Returns the rules of a role; of one that gathers others by labels, the rules of those that the set has.</summary>
    public IReadOnlyList<PolicyRule> RulesOf(Role role) => role.Gathers.Count == 0 ? role.Rules : gathered.GetOrAdd(role, Gather);

    private PolicyRule[] Gather(Role root)
    {
        var seen = new HashSet<Role> { root };
        var open = new Queue<Role>(seen);
        var rules = new List<PolicyRule>();
        while (open.Count > 0)
            foreach (LabelSelector selector in open.Dequeue().Gathers)
                foreach ((Role role, LabelSet labels) in parts)
                    if (selector.MayMatch(labels) && seen.Add(role))
                        Take(role, rules, open);
        return [.. rules];
    }

    private static void Take(Role role, List<PolicyRule> rules, Queue<Role> open)
    {
        if (role.Gathers.Count > 0)
            open.Enqueue(role);
        else
            rules.AddRange(role.Rules);
    }

    private static List<RoleBinding> ListAt(Dictionary<string, List<RoleBinding>> lists, string key)
    {
        if (!lists.TryGetValue(key, out List<RoleBinding>? list))
            lists.Add(key, list = []);
        return list;
    }

    private static string? KeyOf(Role role) =>
        !role.Name.IsKnown || (!role.IsClusterRole && role.Namespace.IsUnknown) ? null : Key(role.Kind, role.Namespace, role.Name.Value);

    /// <summary>A ClusterRoleBinding cannot give a Role.</summary>
    private static string? KeyOf(RoleBinding binding)
    {
        if (!binding.RoleName.IsKnown || binding.RoleKind.IsUnknown)
            return null;
        string kind = binding.RoleKind.Or("ClusterRole");
        return kind == "Role" && (binding.IsClusterWide || binding.Namespace.IsUnknown) ? null : Key(kind, binding.Namespace, binding.RoleName.Value);
    }

    /// <summary>Where a ClusterRole carries a namespace, the API server pays no heed to it.</summary>
    private static string Key(string kind, Field<string> @namespace, string name) =>
        kind == "Role" ? $"Role {(@namespace.Or("") is { Length: > 0 } space ? space : "default")}/{name}" : $"{kind} {name}";
}
