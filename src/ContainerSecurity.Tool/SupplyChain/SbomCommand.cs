using System.CommandLine;
using ContainerSecurity.Images;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Sbom;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary><c>csec sbom</c>.</summary>
internal sealed class SbomCommand : Command
{
    private const string LayoutMarker = "oci-layout";

    private static readonly Dictionary<string, SbomFormat> Formats = new()
    {
        ["cyclonedx"] = SbomFormat.CycloneDx,
        ["spdx"] = SbomFormat.Spdx,
    };

    private readonly Terminal terminal;
    private readonly ImageOptions images = new();
    private readonly Argument<string> location = new("location")
    {
        Description = "A folder, or an image: a reference, an archive of docker save, an OCI archive or an OCI layout folder.",
    };
    private readonly Option<string> format = new("--format")
    {
        Description = "cyclonedx (1.6, default) or spdx (2.3), as JSON.",
        DefaultValueFactory = _ => "cyclonedx",
    };
    private readonly Option<string?> output = new("--output", "-o") { Description = "The file to write, instead of the standard output." };
    private readonly Option<bool> allowNotEvaluated = CommonOptions.AllowNotEvaluated();

    public SbomCommand(Terminal terminal)
        : base("sbom", "Writes what an image or a folder holds: packages of its operating system and of languages, with file and layer.")
    {
        this.terminal = terminal;
        format.AcceptWords([.. Formats.Keys]);
        Arguments.Add(location);
        foreach (Option option in (Option[])[format, output, allowNotEvaluated])
            Options.Add(option);
        images.AddReadingTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string wanted = parsed.GetValue(location)!;
        try
        {
            (PackageInventory inventory, string? digest) = IsFolder(wanted)
                ? (await new InventoryReader().ReadFolderAsync(wanted, cancellation).ConfigureAwait(false), null)
                : await ReadImageAsync(parsed, wanted, cancellation).ConfigureAwait(false);
            Write(parsed, inventory, NameOf(wanted), digest);
            foreach (InventoryNote note in inventory.Notes)
                terminal.Error.WriteLine(note.File is { } file ? $"csec: {file}: {note.Message}" : $"csec: {note.Message}");
            return inventory.Notes.Count > 0 && !parsed.GetValue(allowNotEvaluated) ? ExitCode.BadInput : ExitCode.Clean;
        }
        catch (Exception e) when (e is ImageReadException or IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"csec: {wanted}: {e.Message}");
            return ExitCode.BadInput;
        }
    }

    private static bool IsFolder(string wanted) => Directory.Exists(wanted) && !File.Exists(Path.Combine(wanted, LayoutMarker));

    /// <summary>The name shown in the bill: never where on a machine a folder is.</summary>
    private static string NameOf(string wanted) =>
        Directory.Exists(wanted) || File.Exists(wanted) || Path.IsPathRooted(wanted) || wanted.StartsWith('.')
            ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(wanted)))
            : wanted;

    private Task<(PackageInventory Inventory, string? Digest)> ReadImageAsync(ParseResult parsed, string wanted, CancellationToken cancellation) =>
        OpenedImage.UseAsync(
            parsed,
            images,
            wanted,
            async image => (await new InventoryReader().ReadImageAsync(image.Content, null, cancellation).ConfigureAwait(false), (string?)image.Digest),
            cancellation);

    private void Write(ParseResult parsed, PackageInventory inventory, string name, string? digest)
    {
        using var bill = new MemoryStream();
        SbomWriter.Write(bill, inventory, Formats[parsed.GetValue(format)!], new SbomOptions { Name = name, Version = digest });
        if (parsed.GetValue(output) is { } file)
        {
            File.WriteAllBytes(file, bill.ToArray());
            return;
        }
        terminal.Output.Write(System.Text.Encoding.UTF8.GetString(bill.GetBuffer(), 0, (int)bill.Length));
        terminal.Output.WriteLine();
    }
}
