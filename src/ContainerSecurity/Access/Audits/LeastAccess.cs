using ContainerSecurity.Access.Audits.Generation;

namespace ContainerSecurity.Access.Audits;

/// <summary>The fewest rights that allow what was used: roles and bindings for each user, a Role in each namespace and a ClusterRole for the rest.</summary>
/// <param name="Roles">The roles, without anything that can be taken away; options add what they say.</param>
/// <param name="Bindings">The bindings, one for each role.</param>
/// <param name="NotGranted">Requests that the roles do not allow, as the engine finds; empty where nothing is wrong.</param>
/// <param name="Widened">Requests for so many names that their rights are for any.</param>
public sealed record LeastAccess(
    IReadOnlyList<RbacRole> Roles, IReadOnlyList<RbacBinding> Bindings, IReadOnlyList<RbacRequest> NotGranted, IReadOnlyList<RbacRequest> Widened)
{
    /// <summary>The roles and bindings as objects.</summary>
    public RbacObjects Objects => new(Roles, Bindings);

    /// <summary>Works out what users need, and proves by the engine that each request is allowed.</summary>
    /// <param name="users">What they did.</param>
    /// <param name="options">How far to go beyond it; null for the defaults.</param>
    public static LeastAccess Of(IEnumerable<AuditedUser> users, LeastAccessOptions? options = null)
    {
        var roles = new List<RbacRole>();
        var bindings = new List<RbacBinding>();
        var names = new RoleNames();
        AuditedUser[] all = [.. (users ?? throw new ArgumentNullException(nameof(users))).Select(u => Needed(u, options ?? new LeastAccessOptions()))];
        foreach (AuditedUser user in all)
        {
            var subject = RoleNames.SubjectOf(user.User.Name);
            string name = names.Of(user.User.Name);
            foreach ((string? space, IReadOnlyList<RbacRule> rules) in UsedRights.Of(user.Requests, options ?? new LeastAccessOptions()).ToRules())
            {
                var role = new RbacRole(name, space, rules);
                roles.Add(role);
                bindings.Add(new RbacBinding(name, space, role.Kind, name, subject));
            }
        }
        var engine = new RbacAuthorizer(new RbacObjects(roles, bindings), new RbacOptions { AssumesStockRoles = false });
        return new LeastAccess(
            roles,
            bindings,
            [.. all.SelectMany(u => u.Requests.Select(r => r.Request with { User = new RbacUser(u.User.Name) })).Where(r => !engine.Can(r).IsAllowed)],
            [.. all.SelectMany(u => u.Requests.Where(r => r.NamesAny).Select(r => r.Request with { User = new RbacUser(u.User.Name) }))]);
    }

    /// <summary>Writes the roles and bindings as YAML.</summary>
    /// <param name="output">Where they are written.</param>
    public void WriteYaml(TextWriter output) => AccessYaml.Write(Objects, output ?? throw new ArgumentNullException(nameof(output)));

    private static AuditedUser Needed(AuditedUser user, LeastAccessOptions options) =>
        options.OmitStock ? user with { Requests = [.. user.Requests.Where(r => !StockRights.Allow(user.User, r.Request))] } : user;
}
