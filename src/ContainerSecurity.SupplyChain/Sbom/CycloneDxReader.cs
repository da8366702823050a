using System.Text.Json;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Sbom;

/// <summary>Reads CycloneDX of any version that is JSON.</summary>
internal static class CycloneDxReader
{
    /// <summary>Types of components that are places of packages and no packages.</summary>
    private static readonly string[] Containers = ["operating-system", "container", "file", "platform", "device", "device-driver"];

    /// <summary>Reads a bill.</summary>
    public static SbomFormat Read(JsonElement root, BillContent bill)
    {
        if (root.Field("metadata") is { } metadata)
        {
            foreach ((string name, string value) in Facts(metadata))
                if (name == SbomFacts.Note)
                    bill.Take(SbomFacts.NoteOf(value));
            if (metadata.Field("component") is { } subject)
                ReadComponents(subject, bill);
        }
        ReadComponents(root, bill);
        return SbomFormat.CycloneDx;
    }

    /// <summary>Reads the components of the bill or of another component, as deep as JSON may nest.</summary>
    private static void ReadComponents(JsonElement owner, BillContent bill)
    {
        foreach (JsonElement component in owner.Items("components"))
        {
            ReadComponent(component, bill);
            ReadComponents(component, bill);
        }
    }

    private static void ReadComponent(JsonElement component, BillContent bill)
    {
        List<(string Name, string Value)> facts = Facts(component);
        string? type = component.Text("type"), url = component.Text("purl");
        if (type == "operating-system" && component.Text("name") is { Length: > 0 } id)
        {
            bill.Take(new OperatingSystemRelease(id.ToLowerInvariant(), component.Text("version"))
            {
                Name = facts.FirstOrDefault(f => f.Name == SbomFacts.ReleaseName).Value,
                Likeness = [.. facts.Where(f => f.Name == SbomFacts.ReleaseLikeness).Select(f => f.Value)],
            });
        }
        if (string.IsNullOrEmpty(url) && (Containers.Contains(type) || facts.Any(f => f.Name == "Class")))
            return;
        bill.Add(url, component.Text("name"), component.Text("version"), facts, package => package with
        {
            Vendor = component.Field("supplier")?.Text("name"),
            Licenses = Licenses(component),
            IsDevelopment = package.IsDevelopment || component.Text("scope") == "excluded",
        });
    }

    /// <summary>The properties, those of Trivy without their prefix, and the first place of the evidence.</summary>
    private static List<(string Name, string Value)> Facts(JsonElement component)
    {
        var facts = new List<(string, string)>();
        foreach (JsonElement property in component.Items("properties"))
            if (property.Text("name") is { } name)
                facts.Add((WithoutPrefix(name), property.Text("value") ?? ""));
        foreach (JsonElement occurrence in (component.Field("evidence")?.Field("occurrences")).Items())
            if (occurrence.Text("location") is { Length: > 0 } location)
                facts.Add(("FilePath", location.TrimStart('/')));
        return facts;
    }

    private static string WithoutPrefix(string name) =>
        name.StartsWith(SbomFacts.TrivyPrefix, StringComparison.Ordinal) ? name[SbomFacts.TrivyPrefix.Length..] : name;

    private static List<string> Licenses(JsonElement component)
    {
        var licenses = new List<string>();
        foreach (JsonElement item in component.Items("licenses"))
        {
            JsonElement? license = item.Field("license");
            if ((item.Text("expression") ?? license?.Text("id") ?? license?.Text("name") ?? license?.Text("url")) is { Length: > 0 } text)
                licenses.Add(text);
        }
        return licenses;
    }
}
