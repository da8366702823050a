namespace ContainerSecurity.Resources.Rbac;

/// <summary>Names a subject so that the same one has the same name in every binding: a service account is a user.</summary>
internal static class SubjectKey
{
    private const string User = "User ";
    private const string Group = "Group ";
    private const string AccountPrefix = "system:serviceaccount:";

    /// <summary>Returns the key of a subject; null for nobody, or somebody who is not known.</summary>
    public static string? Of(Subject subject, RoleBinding binding)
    {
        if (!subject.Name.IsKnown)
            return null;
        if (!subject.IsServiceAccount)
            return $"{subject.Kind} {subject.Name.Value}";
        if (binding.IsClusterWide && subject.Namespace.IsMissing)
            return null;
        return subject.Namespace.Else(binding.Namespace) is { IsUnknown: false } home ? OfServiceAccount(home.Or(""), subject.Name.Value) : null;
    }

    /// <summary>Returns the key of a service account.</summary>
    public static string OfServiceAccount(string? @namespace, string name) => User + ServiceAccount.UserName(@namespace, name);

    /// <summary>Returns a key and those of the groups that every such subject is in.</summary>
    public static IEnumerable<string> WithGroups(string key)
    {
        yield return key;
        if (!key.StartsWith(User, StringComparison.Ordinal))
            yield break;
        string name = key.Substring(User.Length);
        if (name.StartsWith(AccountPrefix, StringComparison.Ordinal) && name.Split(':') is [_, _, var home, _])
        {
            yield return $"{Group}system:serviceaccounts:{home}";
            yield return $"{Group}system:serviceaccounts";
        }
        yield return name == "system:anonymous" ? $"{Group}system:unauthenticated" : $"{Group}system:authenticated";
    }
}
