using System.CommandLine;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Sbom;

namespace ContainerSecurity.Build;

/// <summary>Where a bill goes, and how it is written.</summary>
internal sealed class BillOptions
{
    private readonly Option<string> name = new("--name") { Required = true };
    private readonly Option<string?> version = new("--version");
    private readonly Option<string> format = new("--format") { DefaultValueFactory = _ => "cyclonedx" };
    private readonly Option<string> output = new("--output") { Required = true };

    public BillOptions(Command command)
    {
        format.AcceptOnlyFromAmong("cyclonedx", "spdx");
        foreach (Option option in (Option[])[name, version, format, output])
            command.Options.Add(option);
    }

    /// <summary>Writes the bill, and says what is not known as warnings of the build.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="inventory">What is in it.</param>
    /// <param name="digest">The digest that it is known by; null for the version of the command line.</param>
    /// <param name="part">What is put into the name of the file before its ends, such as a platform; null for nothing.</param>
    public void Write(ParseResult parsed, PackageInventory inventory, string? digest = null, string? part = null)
    {
        string file = parsed.GetValue(output)!;
        string end = parsed.GetValue(format) == "spdx" ? ".spdx.json" : ".cdx.json";
        if (part is not null && file.EndsWith(end, StringComparison.Ordinal))
            file = $"{file[..^end.Length]}.{part}{end}";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        using (FileStream stream = File.Create(file))
            SbomWriter.Write(stream, inventory, end == ".spdx.json" ? SbomFormat.Spdx : SbomFormat.CycloneDx, new SbomOptions
            {
                Name = parsed.GetValue(name)!,
                Version = digest ?? parsed.GetValue(version),
            });
        foreach (InventoryNote note in inventory.Notes)
            BuildMessage.Warn($"{(note.File is { } about ? $"{about}: " : "")}{note.Message}");
    }
}
