namespace ContainerSecurity.Access;

/// <summary>Who asks the API server: a user name and groups, as authentication found them.</summary>
public sealed class RbacUser
{
    /// <summary>The group that stands above RBAC.</summary>
    public const string Masters = "system:masters";

    /// <summary>The group of everybody who has logged in, service accounts among them.</summary>
    public const string Authenticated = "system:authenticated";

    /// <summary>The group of everybody who has not.</summary>
    public const string Unauthenticated = "system:unauthenticated";

    /// <summary>The user name of requests without a login.</summary>
    public const string AnonymousName = "system:anonymous";

    /// <summary>The group of all service accounts; with a colon and a namespace behind it, of those of the namespace.</summary>
    public const string ServiceAccounts = "system:serviceaccounts";

    private const string AccountPrefix = "system:serviceaccount:";

    private readonly string[] groups;

    /// <summary>A user with just these groups.</summary>
    /// <param name="name">The user name; empty for a question about groups alone.</param>
    /// <param name="groups">All groups; none is added.</param>
    public RbacUser(string name, params IEnumerable<string> groups)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        this.groups = [.. groups ?? throw new ArgumentNullException(nameof(groups))];
        IsMaster = Array.IndexOf(this.groups, Masters) >= 0;
    }

    /// <summary>The user name.</summary>
    public string Name { get; }

    /// <summary>The groups.</summary>
    public IReadOnlyList<string> Groups => groups;

    /// <summary>Whether the user is in <c>system:masters</c>, and so may do everything.</summary>
    public bool IsMaster { get; }

    internal string[] GroupArray => groups;

    /// <summary>Whoever asks without a login.</summary>
    public static RbacUser Anonymous { get; } = new(AnonymousName, Unauthenticated);

    /// <summary>A user with the groups that authentication adds: those of a service account where the name is one's, and all that have logged in.</summary>
    /// <param name="name">The user name, such as <c>ann</c> or <c>system:serviceaccount:shop:web</c>.</param>
    /// <param name="groups">Further groups.</param>
    public static RbacUser Named(string name, params IEnumerable<string> groups)
    {
        if ((name ?? throw new ArgumentNullException(nameof(name))) == AnonymousName)
            return new RbacUser(name, [.. groups, Unauthenticated]);
        return TryAccount(name, out string space, out string account) ? ServiceAccount(space, account, groups) : new RbacUser(name, [.. groups, Authenticated]);
    }

    /// <summary>A service account with the groups that every account has.</summary>
    /// <param name="namespace">The account's namespace.</param>
    /// <param name="name">The account's name.</param>
    /// <param name="groups">Further groups.</param>
    public static RbacUser ServiceAccount(string @namespace, string name, params IEnumerable<string> groups) =>
        new(Resources.ServiceAccount.UserName(@namespace, name), [.. groups, ServiceAccounts, $"{ServiceAccounts}:{@namespace}", Authenticated]);

    /// <summary>Anybody of a group: what the group alone may do, with what all may who have logged in.</summary>
    /// <param name="group">The group.</param>
    public static RbacUser MemberOf(string group) =>
        group is Unauthenticated ? new RbacUser("", group)
        : group is Authenticated or null ? new RbacUser("", Authenticated)
        : group.StartsWith(ServiceAccounts + ":", StringComparison.Ordinal) ? new RbacUser("", group, ServiceAccounts, Authenticated)
        : new RbacUser("", group, Authenticated);

    /// <summary>Takes the user name of a service account apart, as the API server does.</summary>
    internal static bool TryAccount(string name, out string @namespace, out string account)
    {
        string[] parts = name.StartsWith(AccountPrefix, StringComparison.Ordinal) ? name.Substring(AccountPrefix.Length).Split(':') : [];
        bool isAccount = parts is [{ Length: > 0 }, { Length: > 0 }];
        (@namespace, account) = isAccount ? (parts[0], parts[1]) : ("", "");
        return isAccount;
    }

    /// <inheritdoc/>
    public override string ToString() => Name.Length > 0 ? Name : groups.Length > 0 ? $"group {groups[0]}" : "nobody";
}
