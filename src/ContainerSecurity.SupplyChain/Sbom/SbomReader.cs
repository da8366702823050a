using System.Text;
using System.Text.Json;
using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Sbom;

/// <summary>
/// Reads software bills of materials: CycloneDX and SPDX 2 as JSON, also within an in-toto statement and an envelope of
/// DSSE or
/// Sigstore, whose signatures are not checked here. It never throws on bad input.
/// </summary>
public static class SbomReader
{
    /// <summary>Reads a bill.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="path">The name shown in errors, and the file of packages of which the bill names no other.</param>
    /// <param name="options">Bounds; null for the defaults.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static SbomReading Read(ReadOnlyMemory<byte> content, string path, InventoryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new InventoryOptions();
        if (content.Length > options.MaxFileBytes)
            return Failed(path, $"The bill is larger than {options.MaxFileBytes} bytes and was not read.");
        return path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase)
            ? ReadLines(content, path, options)
            : ReadOne(content, path, options);
    }

    private static SbomReading ReadOne(ReadOnlyMemory<byte> content, string path, InventoryOptions options)
    {
        try
        {
            using JsonDocument document = JsonText.Read(content);
            var bill = new BillContent(path, options);
            SbomFormat format = SbomEnvelope.Read(document.RootElement, bill, depth: 0);
            return new SbomReading(bill.ToInventory(), format, null);
        }
        catch (JsonException e)
        {
            return new SbomReading(null, null, new DocumentError(path, PlaceOf(e, content.Span), SaidOf(e, content.Span)));
        }
        catch (PackageFormatException e)
        {
            return Failed(path, $"The bill could not be read: {e.Message}.");
        }
    }

    /// <summary>Reads lines of JSON, of which one is the bill.</summary>
    private static SbomReading ReadLines(ReadOnlyMemory<byte> content, string path, InventoryOptions options)
    {
        SbomReading? failed = null, read = null;
        int line = 0, bills = 0;
        for (ReadOnlyMemory<byte> rest = content; !rest.IsEmpty; line++)
        {
            int end = rest.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> one = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (one.Span.Trim(" \t\r"u8).IsEmpty)
                continue;
            SbomReading reading = ReadOne(one, path, options);
            if (reading.Inventory is null)
                failed ??= reading with { Error = MovedBy(reading.Error!, line) };
            else if (++bills == 1)
                read = reading;
        }
        if (read?.Inventory is not { } inventory)
            return failed ?? Failed(path, "The file holds no bill.");
        int others = bills - 1;
        List<InventoryNote> notes = [.. inventory.Notes];
        if (others > 0)
            notes.Add(new InventoryNote(path, $"The file holds {others} more bills, which were not read."));
        if (failed is { Error: { } error })
            notes.Add(new InventoryNote(path, $"Line {error.Span.Line} could not be read: {error.Message}"));
        return read with { Inventory = inventory with { Notes = notes } };
    }

    private static DocumentError MovedBy(DocumentError error, int lines) =>
        error with { Span = error.Span with { Line = error.Span.Line + lines, EndLine = error.Span.EndLine + lines } };

    private static string SaidOf(JsonException e, ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("SPDXVersion:"u8))
            return "The bill is SPDX in its form of tags and values, which is not read; convert it to JSON.";
        if (content.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'<', ..])
            return "The bill is XML, which is not read; convert it to JSON.";
        int place = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return $"The bill is no valid JSON: {(place < 0 ? e.Message : e.Message[..place])}";
    }

    private static SourceSpan PlaceOf(JsonException e, ReadOnlySpan<byte> content)
    {
        int line = (int)(e.LineNumber ?? 0);
        ReadOnlySpan<byte> rest = content;
        for (int i = 0; i < line; i++)
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        int bytes = (int)Math.Min(e.BytePositionInLine ?? 0, rest.Length);
        int column = 1 + Encoding.UTF8.GetCharCount(rest[..bytes]);
        return new SourceSpan(line + 1, column, line + 1, column + 1);
    }

    private static SbomReading Failed(string path, string message) => new(null, null, new DocumentError(path, SourceSpan.FileStart, message));
}
