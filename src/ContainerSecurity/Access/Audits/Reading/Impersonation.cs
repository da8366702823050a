namespace ContainerSecurity.Access.Audits.Reading;

/// <summary>What somebody has to be allowed who acts as another.</summary>
internal static class Impersonation
{
    private const string Verb = "impersonate";
    private const string AuthenticationGroup = "authentication.k8s.io";

    /// <summary>Returns the requests: one for the user, and one for each group, extra and user ID that authentication does not add by itself.</summary>
    public static IEnumerable<RbacRequest> Of(AuditIdentity other)
    {
        bool isAccount = RbacUser.TryAccount(other.Name, out string space, out string account);
        yield return isAccount
            ? new RbacRequest { Verb = Verb, Resource = "serviceaccounts", Namespace = space, Name = account }
            : new RbacRequest { Verb = Verb, Resource = "users", Name = other.Name };
        IReadOnlyList<string> added = RbacUser.Named(other.Name).Groups;
        foreach (string group in other.Groups)
            if (!added.Contains(group))
                yield return new RbacRequest { Verb = Verb, Resource = "groups", Name = group };
        foreach ((string key, string value) in other.Extras)
            yield return new RbacRequest { Verb = Verb, ApiGroup = AuthenticationGroup, Resource = "userextras", Subresource = key, Name = value };
        if (other.Uid.Length > 0)
            yield return new RbacRequest { Verb = Verb, ApiGroup = AuthenticationGroup, Resource = "uids", Name = other.Uid };
    }
}
