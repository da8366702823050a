using ContainerSecurity.Access;

namespace ContainerSecurity.Tests.Access;

/// <summary>Random roles, bindings and requests over few names, so that they meet.</summary>
internal sealed class RandomRbac(int seed)
{
    private static readonly string[] Verbs = ["get", "list", "create", "delete", "impersonate", "*"];
    private static readonly string[] Groups = ["", "apps", "batch", "*"];
    private static readonly string[] Resources =
        ["pods", "pods/exec", "pods/log", "deployments", "deployments/scale", "*/scale", "*/exec", "pods/*", "secrets", "*", "a/b/c"];
    private static readonly string[] Names = ["a", "b", "*"];
    private static readonly string[] Urls = ["/", "/metrics", "/api/*", "/api", "*", "/a**", "/metrics/*"];
    private static readonly string[] Namespaces = ["one", "two", "three"];
    private static readonly string[] People = ["ann", "bob", "*", "system:serviceaccount:one:web", "system:anonymous"];
    private static readonly string[] Teams = ["team", "ops", "system:authenticated", "system:serviceaccounts", "system:masters"];

    private readonly Random random = new(seed);

    public RbacRole[] Roles() => [.. Some(6, Role)];

    public RbacBinding[] Bindings() => [.. Some(8, Binding)];

    /// <summary>A rule for resources or one for paths: the API server takes no rule for both.</summary>
    public RbacRule Rule() => Chance(6)
        ? new RbacRule { Verbs = Few(Verbs), NonResourceUrls = Few(Urls) }
        : new RbacRule { Verbs = Few(Verbs), ApiGroups = Few(Groups), Resources = Few(Resources), ResourceNames = Chance(3) ? Few(Names) : [] };

    public RbacRequest Request()
    {
        var request = new RbacRequest { User = User(), Verb = Chance(9) ? "other" : Of(Verbs) };
        if (Chance(6))
            return request with { Path = Of(["/", "/metrics", "/api", "/api/v1", "/apis", "/metrics/x", "/a", "/other"]), Namespace = Chance(5) ? "one" : "" };
        return request with
        {
            ApiGroup = Of(["", "apps", "batch", "other", "*"]),
            Resource = Of(["pods", "deployments", "secrets", "other", "*", "a", "a/b", "pods/exec"]),
            Subresource = Chance(2) ? "" : Of(["exec", "log", "scale", "*", "b/c", "c"]),
            Namespace = Chance(4) ? "" : Of(Namespaces),
            Name = Chance(2) ? "" : Of(Names),
        };
    }

    public IEnumerable<T> Some<T>(int most, Func<T> make) => Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => make()).ToArray();

    private RbacUser User() => new(Of(People), Chance(2) ? Few(Teams.AsSpan(0, Chance(12) ? 5 : 4).ToArray()) : []);

    private RbacRole Role() => new(Of(["r1", "r2", "r3"]), Chance(2) ? null : Of(Namespaces), Some(4, Rule));

    private RbacBinding Binding() =>
        new("b" + random.Next(100), Chance(3) ? null : Of(Namespaces), Chance(2) ? "Role" : "ClusterRole", Of(["r1", "r2", "r3", "gone"]), Some(3, Subject));

    private RbacSubject Subject() => Of<Func<RbacSubject>>(
    [
        () => new RbacSubject(RbacSubjectKind.User, Of(People)),
        () => new RbacSubject(RbacSubjectKind.Group, Of(Teams)),
        () => new RbacSubject(RbacSubjectKind.ServiceAccount, Of(["web", "job"]), Chance(2) ? null : Of(Namespaces)),
        () => new RbacSubject(RbacSubjectKind.Other, Of(People)),
    ])();

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private T Of<T>(T[] all) => all[random.Next(all.Length)];

    private string[] Few(string[] all) => [.. Some(3, () => Of(all)).Distinct()];
}
