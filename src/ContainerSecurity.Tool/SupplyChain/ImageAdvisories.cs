using System.Collections.Concurrent;
using ContainerSecurity.Images;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Vex;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary>Compares the packages of images with advisories, and remembers what is not known.</summary>
internal sealed class ImageAdvisories(VulnerabilityScanner scanner, IEnumerable<AdvisoryNote> before)
{
    private const int MaxTold = 50;
    private readonly ConcurrentQueue<AdvisoryNote> notes = new(before);

    /// <summary>What compares packages with advisories.</summary>
    public VulnerabilityScanner Scanner => scanner;

    /// <summary>What is said of flaws in products.</summary>
    public VexBook Statements { get; private init; } = new([]);

    /// <summary>Takes what is not known.</summary>
    public void Add(AdvisoryNote note) => notes.Enqueue(note);

    public static ImageAdvisories Read(IEnumerable<string> advisories, IEnumerable<string> statements)
    {
        var notes = new List<AdvisoryNote>();
        var said = new List<VexStatement>();
        foreach (string file in statements)
            try
            {
                VexReading reading = VexReader.Read(File.ReadAllBytes(file), file);
                said.AddRange(reading.Statements);
                notes.AddRange(reading.Errors.Select(e => new AdvisoryNote($"{file}:{e.Span.Line}:{e.Span.Column}", e.Message)));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                notes.Add(new AdvisoryNote(file, $"It cannot be read: {e.Message}"));
            }
        var book = new VexBook(said);
        return new ImageAdvisories(new VulnerabilityScanner(AdvisoryFeed.Read(advisories), book), notes) { Statements = book };
    }

    public async ValueTask<IReadOnlyList<Vulnerability>> FindAsync(string location, ContainerImage image, CancellationToken cancellation)
    {
        PackageInventory inventory = await ImagePackages.InventoryAsync(image, cancellation).ConfigureAwait(false);
        (IReadOnlyList<Vulnerability> flaws, IReadOnlyList<AdvisoryNote> unknown) = scanner.Find(inventory, [.. image.Config.DiffIds.Select(d => d.ToString())], SubjectOf(location, image));
        foreach (AdvisoryNote note in unknown)
            notes.Enqueue(note);
        return flaws;
    }

    /// <summary>Says what is not known, each once.</summary>
    /// <returns>Whether there is something.</returns>
    public bool Tell(Terminal terminal)
    {
        AdvisoryNote[] all = [.. notes.Distinct()];
        foreach (AdvisoryNote note in all.Take(MaxTold))
            terminal.Error.WriteLine(note.Subject is { } subject ? $"csec: {subject}: {note.Message}" : $"csec: {note.Message}");
        if (all.Length > MaxTold)
            terminal.Error.WriteLine($"csec: … and {all.Length - MaxTold} more that are not known.");
        return all.Length > 0;
    }

    /// <summary>The image as statements may name it: by its digest, and by its package URL where a registry has it.</summary>
    private static VexSubject SubjectOf(string location, ContainerImage image)
    {
        string digest = image.Descriptor.Digest.ToString();
        return new VexSubject([digest], OpenedImage.UrlOf(location, digest) is { } url ? [url] : []);
    }
}
