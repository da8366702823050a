using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Network;

namespace ContainerSecurity.Rules.Network;

/// <summary>The Ingresses of a set by host and path.</summary>
internal sealed class IngressRoutes
{
    private readonly ILookup<(string Name, bool IsExact), Ingress> ingresses;

    public IngressRoutes(IEnumerable<Ingress> all) =>
        ingresses = all.SelectMany(i => i.Routes.Where(IsKnown).Select(r => (Key: KeyOf(r), Ingress: i))).ToLookup(r => r.Key, r => r.Ingress);

    /// <summary>
    /// The other Ingresses that surely take the traffic of a route. Two with one identity are one object in two files;
    /// two of different classes are for different controllers.
    /// </summary>
    public IEnumerable<Ingress> Others(IngressRoute route, Ingress self) => IsKnown(route)
        ? ingresses[KeyOf(route)].Where(i =>
            !IsSame(i, self) && !i.Namespace.IsUnknown && i.Class.State == self.Class.State && i.Class.Or("") == self.Class.Or(""))
        : [];

    /// <summary>The host and path as one text.</summary>
    public static string NameOf(IngressRoute route) => (route.Host.Or("") is { Length: > 0 } host ? host.ToLowerInvariant() : "*") + PathOf(route);

    private static (string, bool) KeyOf(IngressRoute route) => (NameOf(route), route.Type.Is("Exact"));

    private static bool IsKnown(IngressRoute route) => !route.Host.IsUnknown && !route.Path.IsUnknown && !route.Type.IsUnknown;

    /// <summary>The slash at the end of a prefix says nothing.</summary>
    private static string PathOf(IngressRoute route)
    {
        string path = route.Path.Or("") is { Length: > 0 } written ? written : "/";
        return path.Length > 1 && route.Type.Is("Prefix") ? path.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/" : path;
    }

    private static bool IsSame(Ingress left, Ingress right) =>
        left.Identity.Name == right.Identity.Name && ResourceSet.SameNamespace(left.Identity.Namespace, right.Identity.Namespace);
}
