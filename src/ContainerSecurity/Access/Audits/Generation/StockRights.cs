namespace ContainerSecurity.Access.Audits.Generation;

/// <summary>What the bindings that every cluster is born with give to everybody.</summary>
internal static class StockRights
{
    private static readonly RbacAuthorizer Engine = new(new RbacObjects([],
    [
        Bind("system:public-info-viewer", RbacUser.Authenticated, RbacUser.Unauthenticated),
        Bind("system:discovery", RbacUser.Authenticated),
        Bind("system:basic-user", RbacUser.Authenticated),
        Bind("system:service-account-issuer-discovery", RbacUser.ServiceAccounts),
    ]));

    /// <summary>Returns whether a user may make a request in every cluster.</summary>
    public static bool Allow(RbacUser user, RbacRequest request) => Engine.Can(request with { User = RbacUser.Named(user.Name) }).IsAllowed;

    private static RbacBinding Bind(string role, params string[] groups) =>
        new(role, null, "ClusterRole", role, groups.Select(g => new RbacSubject(RbacSubjectKind.Group, g)));
}
