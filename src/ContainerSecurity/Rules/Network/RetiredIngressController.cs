using System.Globalization;

namespace ContainerSecurity.Rules.Network;

/// <summary>An ingress controller that gets no new releases. The table is Rules/Data/retired-ingress-controllers.txt.</summary>
/// <param name="Name">What an IngressClass calls it.</param>
/// <param name="Since">The last day on which it was mended.</param>
/// <param name="Successor">What to use in its place.</param>
internal sealed record RetiredIngressController(string Name, DateTimeOffset Since, string Successor)
{
    private static readonly RetiredIngressController[] Table = [.. EmbeddedTable.Read("retired-ingress-controllers.txt", columns: 3)
        .Select(c => new RetiredIngressController(
            c[0], DateTimeOffset.ParseExact(c[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), c[2]))];

    /// <summary>The controller of the project ingress-nginx, which images are known of.</summary>
    public static RetiredIngressController IngressNginx { get; } = Find("k8s.io/ingress-nginx")!;

    /// <summary>The controller of an IngressClass; null for one that is maintained, or not known.</summary>
    public static RetiredIngressController? Find(string name) => Array.Find(Table, c => c.Name == name);

    /// <summary>Says what became of it, as the end of a sentence.</summary>
    public override string ToString() => $"{Name}, which has had no release since {Since:yyyy-MM-dd}";
}
