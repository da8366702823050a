using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Sbom;
using ContainerSecurity.SupplyChain.Vex.Formats;

namespace ContainerSecurity.SupplyChain.ScannerReports;

/// <summary>Finds the bill within what is wrapped around it, for the places and the flaws in it.</summary>
internal static class WrappedBill
{
    /// <summary>Finds the bill.</summary>
    /// <param name="root">The outermost value.</param>
    /// <returns>The bill, null where there is none, and whether its places are those of the file.</returns>
    public static (MappingNode? Bill, bool IsInside) Find(DocumentNode root) => Find(root, true, 0);

    private static (MappingNode? Bill, bool IsInside) Find(DocumentNode? node, bool isInside, int depth)
    {
        if (node is not MappingNode map || depth > SbomEnvelope.MaxDepth)
            return (null, false);
        if (VexJson.Text(map, "bomFormat") == "CycloneDX" || map["spdxVersion"] is not null)
            return (map, isInside);
        foreach (string key in (string[])["dsseEnvelope", "predicate", "Data"])
            if (map[key] is MappingNode inner)
                return Find(inner, isInside, depth + 1);
        string? text = VexJson.Text(map, "payload") is { } payload ? Decoded(payload) : VexJson.Text(map, "Data");
        return text is null ? (null, false)
            : Find(new DocumentReader().Read(text, map.File.Path).Documents is [var first, ..] ? first : null, false, depth + 1);
    }

    private static string? Decoded(string payload)
    {
        string standard = payload.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        string padded = standard.PadRight(standard.Length + (4 - standard.Length % 4) % 4, '=');
        byte[] bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out int written) ? Encoding.UTF8.GetString(bytes, 0, written) : null;
    }
}
