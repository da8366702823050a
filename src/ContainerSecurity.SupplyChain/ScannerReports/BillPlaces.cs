using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Vex.Formats;

namespace ContainerSecurity.SupplyChain.ScannerReports;

/// <summary>Where the packages of a bill are written in it.</summary>
internal sealed class BillPlaces
{
    private readonly Dictionary<string, DocumentNode> byUrl = new(StringComparer.Ordinal);
    private readonly Dictionary<(string? Name, string? Version), DocumentNode> byName = [];

    /// <summary>No places: of a bill that is not written in the file as it is.</summary>
    public static BillPlaces None { get; } = new();

    /// <summary>Looks where the packages of a bill are written.</summary>
    public static BillPlaces Of(MappingNode bill)
    {
        var places = new BillPlaces();
        places.AddComponents(VexJson.Map(VexJson.Map(bill, "metadata"), "component"));
        places.AddComponents(bill);
        foreach (MappingNode package in VexJson.Maps(bill, "packages"))
            places.Add(package, "name", "versionInfo", UrlOf(package));
        return places;
    }

    /// <summary>The place of a package; null where it is not known.</summary>
    public DocumentLocation? Find(string? url, string name, string version) =>
        (url is not null && byUrl.TryGetValue(url, out DocumentNode? node)) || byName.TryGetValue((name, version), out node) ? DocumentLocation.Of(node) : null;

    private static string? UrlOf(MappingNode package) =>
        VexJson.Maps(package, "externalRefs").Where(r => VexJson.Text(r, "referenceType") == "purl").Select(r => VexJson.Text(r, "referenceLocator"))
            .FirstOrDefault();

    /// <summary>Adds the components below something, as deep as the reader lets them nest.</summary>
    private void AddComponents(MappingNode? owner)
    {
        foreach (MappingNode component in VexJson.Maps(owner, "components"))
        {
            Add(component, "name", "version", VexJson.Text(component, "purl"));
            AddComponents(component);
        }
    }

    private void Add(MappingNode package, string nameKey, string versionKey, string? url)
    {
        DocumentNode place = package[nameKey] ?? package;
        if (VexJson.Url(url) is { } parsed)
            byUrl.TryAdd(parsed.ToString(), place);
        byName.TryAdd((VexJson.Text(package, nameKey), VexJson.Text(package, versionKey)), place);
    }
}
