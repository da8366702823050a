using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Network;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7028: a host and path belong to one Ingress.</summary>
internal sealed class IngressRouteShared() : Rule(new("CSEC7028", "ingress-route-shared", Severity.Medium,
    "Another Ingress takes the same host and path",
    "Give each host and path to one Ingress.")
{
    ComparedKinds = ["Ingress"],
    FactFields = ["spec.rules", "spec.ingressClassName", "metadata.annotations"],
    References = ["NIST SP 800-190 3.3.3"],
}), IJudges<Ingress>
{
    /// <summary>Annotations by which controllers are told that two Ingresses belong together.</summary>
    private static readonly string[] Shares = [IngressNginx.Prefix + "canary", "nginx.org/mergeable-ingress-type", "alb.ingress.kubernetes.io/group.name"];

    public void Judge(Ingress ingress, RuleContext context)
    {
        if (MayShare(ingress) || ingress.Namespace.IsUnknown || ingress.Class.IsUnknown)
            return;
        IngressRoutes routes = context.Set.Derive(set => new IngressRoutes(set.OfKind("Ingress").OfType<Ingress>().Where(i => !MayShare(i))));
        foreach (IngressRoute route in ingress.Routes)
            if (routes.Others(route, ingress).FirstOrDefault() is { } other)
                context.Report(
                    route.Path,
                    $"{ingress} takes the traffic of '{IngressRoutes.NameOf(route)}', and so does {other.Identity}: "
                        + $"which of the two gets it is for the controller to choose. "
                        + $"Allowed: one Ingress a host and path.",
                    ResourceSet.SameNamespace(other.Identity.Namespace, ingress.Identity.Namespace) ? Severity.Low : null);
    }

    private static bool MayShare(Ingress ingress) => ingress.Annotations.IsOpen || Array.Exists(Shares, s => !ingress.Annotations[s].IsMissing);
}
