using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Advisories.Reading.Csaf;
using ContainerSecurity.SupplyChain.Vex.Formats;

namespace ContainerSecurity.SupplyChain.Vex;

/// <summary>
/// Reads statements on vulnerabilities: OpenVEX 0.2.0, CycloneDX (the vulnerabilities of a bill, 1.4 and later) and CSAF
/// 2.0 (profile VEX). The form is told by the content.
/// </summary>
public static class VexReader
{
    private const int MaxDepth = 256;

    /// <summary>Reads a document.</summary>
    /// <param name="content">The content: JSON, UTF-8.</param>
    /// <param name="path">The name shown in positions.</param>
    /// <returns>The statements, and what of the document does not count. Broken JSON is an error with line and column.</returns>
    public static VexReading Read(byte[] content, string path)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(path);
        DocumentSet set = new DocumentReader().Read(content, content.Length, path);
        var notes = new VexNotes(path, [.. set.Errors]);
        if (set.Errors.Count > 0 || set.Documents is not [MappingNode root])
        {
            if (set.Errors.Count == 0)
                notes.Add(set.Documents.Count > 0 ? set.Documents[0] : null, "This is no VEX document: it is not one JSON object.");
            return new VexReading([], notes.Errors);
        }
        IEnumerable<VexStatement> statements =
            VexJson.Text(root, "@context") is { } context && context.StartsWith("https://openvex.dev/ns", StringComparison.Ordinal)
                ? new OpenVexReader(notes).Read(root)
            : VexJson.Text(root, "bomFormat") == "CycloneDX" ? new CycloneDxVexReader(notes).Read(root)
            : VexJson.Map(root, "document") is { } document && VexJson.Text(document, "csaf_version") is not null ? ReadCsaf(root, content, notes)
            : Unknown(root, notes);
        return new VexReading([.. statements.Select(s => s with { Source = path })], notes.Errors);
    }

    // The tree of products is that of advisories too, which are read without places.
    private static IEnumerable<VexStatement> ReadCsaf(MappingNode root, byte[] content, VexNotes notes)
    {
        try
        {
            ReadOnlyMemory<byte> json = content.AsSpan().StartsWith("\uFEFF"u8) ? content.AsMemory(3) : content;
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return new CsafVexReader(notes, CsafProductTree.Read(document.RootElement)).Read(root);
        }
        catch (JsonException e)
        {
            notes.Add(root, $"This is no CSAF document: {e.Message}");
            return [];
        }
    }

    private static IEnumerable<VexStatement> Unknown(MappingNode root, VexNotes notes)
    {
        notes.Add(root, "This is no VEX document that is known: neither OpenVEX ('@context'), nor CycloneDX ('bomFormat'), nor CSAF ('document.csaf_version').");
        return [];
    }
}
