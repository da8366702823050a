using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Rbac;

namespace ContainerSecurity.Rules.Access.Grants;

/// <summary>Tells the roles and subjects that every cluster has of its own.</summary>
internal static class StockAccess
{
    /// <summary>The group of all service accounts; with <c>:NAMESPACE</c> behind it, those of one namespace.</summary>
    public const string AllServiceAccounts = "system:serviceaccounts";

    private const string Prefix = "system:";
    private const string OwnNamespace = "kube-system";

    private static readonly string[] ForPeople = ["cluster-admin", "admin", "edit", "view"];
    private static readonly string[] Anonymous = ["system:anonymous", "system:unauthenticated"];

    /// <summary>Whether Kubernetes itself brings a role, by its label or its name.</summary>
    public static bool Is(Role role) => role.IsStock || role.Name.Is(n => n.StartsWith(Prefix, StringComparison.Ordinal));

    /// <summary>Whether Kubernetes itself brings a binding, and it gives its role to parts of the cluster alone.</summary>
    public static bool Is(RoleBinding binding) => binding.IsStock && binding.Subjects.All(s => IsComponent(s, binding));

    /// <summary>Whether a role is one of those that Kubernetes brings for people to bind. Rules of their own speak of them.</summary>
    public static bool IsForPeople(Role role) => role.IsClusterRole && role.IsStock && role.Name.Is(n => Array.IndexOf(ForPeople, n) >= 0);

    /// <summary>Whether a subject is whoever reaches the API server.</summary>
    public static bool IsAnonymous(Subject subject) => !subject.IsServiceAccount && subject.Name.Is(n => Array.IndexOf(Anonymous, n) >= 0);

    /// <summary>Whether a subject is everybody with a login, or every pod.</summary>
    public static bool IsEveryone(Subject subject) =>
        subject.Kind == "Group" && subject.Name.Is(n => n is "system:authenticated" or AllServiceAccounts);

    /// <summary>Whether a subject is a group of service accounts: of all, or of all in a namespace.</summary>
    public static bool IsGroupOfServiceAccounts(Subject subject) =>
        subject.Kind == "Group" && subject.Name.Is(n => n == AllServiceAccounts || n.StartsWith(AllServiceAccounts + ":", StringComparison.Ordinal));

    /// <summary>Whether a subject is a part of the cluster itself: a user or group of its own, or an account of kube-system.</summary>
    public static bool IsComponent(Subject subject, RoleBinding binding) => subject.IsServiceAccount
        ? subject.Namespace.Else(binding.Namespace).Is(OwnNamespace)
        : subject.Name.Is(n => n.StartsWith(Prefix, StringComparison.Ordinal) && IsOwnName(n));

    private static bool IsOwnName(string name) =>
        Array.IndexOf(Anonymous, name) < 0
        && name != "system:authenticated"
        && (!name.StartsWith("system:serviceaccount", StringComparison.Ordinal)
            || name == $"{AllServiceAccounts}:{OwnNamespace}"
            || name.StartsWith(ServiceAccount.UserName(OwnNamespace, ""), StringComparison.Ordinal));
}
