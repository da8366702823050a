namespace ContainerSecurity.Rules.Access.Grants;

/// <summary>Rights that are dangerous together.</summary>
/// <param name="Danger">What their holder does with them.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Parts">The parts, each of which is needed.</param>
internal sealed record RightsCombination(string Danger, Severity Severity, IReadOnlyList<RightsPart> Parts)
{
    private const string Rbac = "rbac.authorization.k8s.io";
    private const string Certificates = "certificates.k8s.io";
    private static readonly string[] Change = ["create", "update", "patch"];
    private static readonly string[] Edit = ["update", "patch"];
    private static readonly string[] Strong = ["cluster-admin", "admin", "edit"];
    private static readonly string[] ClientSigner = ["kubernetes.io/kube-apiserver-client", "kubernetes.io/*"];

    /// <summary>All combinations, by what access to a cluster is lost to.</summary>
    public static IReadOnlyList<RightsCombination> All { get; } =
    [
        new("a binding of its own making gives it any role in the cluster", Severity.Critical,
            [new(new Grant(Rbac, ["clusterrolebindings"], Change)), new(new Grant(Rbac, ["clusterroles"], ["bind"]), Strong, NeedsCluster: true)]),
        new("a binding of its own making gives it any role there", Severity.Critical,
            [new(new Grant(Rbac, ["rolebindings"], Change)), new(new Grant(Rbac, ["roles", "clusterroles"], ["bind"]), Strong)]),
        new("a ClusterRole that it holds may become as strong as it likes", Severity.Critical,
            [new(new Grant(Rbac, ["clusterroles"], Edit)), new(new Grant(Rbac, ["clusterroles"], ["escalate"]))]),
        new("a Role that it holds may become as strong as it likes", Severity.Critical,
            [new(new Grant(Rbac, ["roles"], Edit)), new(new Grant(Rbac, ["roles"], ["escalate"]))]),
        new("it makes itself a certificate of any user or group", Severity.Critical,
        [
            new(new Grant(Certificates, ["certificatesigningrequests"], ["create"])),
            new(new Grant(Certificates, ["certificatesigningrequests/approval"], Edit)),
            new(new Grant(Certificates, ["signers"], ["approve"]), ClientSigner),
        ]),
        new("it stops pods and says on which node they start again", Severity.High,
            [new(
                new Grant("", ["pods"], ["delete"]),
                new Grant("", ["pods/eviction"], ["create"]),
                new Grant("", ["pods/status"], ["update", "patch"]),
                new Grant("", ["nodes"], ["delete"])),
             new(new Grant("", ["nodes", "nodes/status"], Edit))]),
        new("it has a token made of every service account, and reads it", Severity.High,
            [new(new Grant("", ["secrets"], ["create"])), new(new Grant("", ["secrets"], ["get", "list", "watch"]))]),
    ];
}
