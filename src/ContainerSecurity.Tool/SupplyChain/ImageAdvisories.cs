using System.Collections.Concurrent;
using ContainerSecurity.Images;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Packages;
using ContainerSecurity.SupplyChain.Vex;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary>Compares the packages of images with advisories, and remembers what is not known.</summary>
internal sealed class ImageAdvisories : IDisposable
{
    private readonly IAdvisoryIndex index;
    private readonly VulnerabilityScanner scanner;
    private readonly ConcurrentQueue<AdvisoryNote> notes;

    private ImageAdvisories(IAdvisoryIndex index, VexBook statements, IEnumerable<AdvisoryNote> before)
    {
        this.index = index;
        scanner = new VulnerabilityScanner(index, statements);
        notes = new ConcurrentQueue<AdvisoryNote>(before);
        Data = [.. index.Data.Select(d => new VulnerabilityData(d.ToString(), d.Newest))];
    }

    /// <summary>The data that are compared with, each with what is newest in them.</summary>
    public IReadOnlyList<VulnerabilityData> Data { get; }

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
        return new ImageAdvisories(AdvisoryIndex.Read(advisories), new VexBook(said), notes);
    }

    public void Dispose() => index.Dispose();

    public async ValueTask<IReadOnlyList<Vulnerability>> FindAsync(string location, ContainerImage image, CancellationToken cancellation)
    {
        PackageInventory inventory = await new InventoryReader().ReadImageAsync(image, null, cancellation).ConfigureAwait(false);
        (IReadOnlyList<Vulnerability> flaws, IReadOnlyList<AdvisoryNote> unknown) = scanner.Find(inventory, [.. image.Config.DiffIds.Select(d => d.ToString())], SubjectOf(location, image));
        foreach (AdvisoryNote note in unknown)
            notes.Enqueue(note);
        return flaws;
    }

    /// <summary>Says what is not known, each once.</summary>
    /// <returns>Whether there is something.</returns>
    public bool Tell(Terminal terminal)
    {
        AdvisoryWords.TellNotes(terminal, notes);
        return !notes.IsEmpty;
    }

    /// <summary>The image as statements may name it: by its digest, and by its package URL where a registry has it.</summary>
    private static VexSubject SubjectOf(string location, ContainerImage image)
    {
        string digest = image.Descriptor.Digest.ToString();
        if (ImageReference.TryParse(location, out ImageReference? reference) != ImageReferenceError.None)
            return new VexSubject([digest], []);
        string repository = reference!.Name, name = repository[(repository.LastIndexOf('/') + 1)..];
        bool isNamed = PackageUrl.TryCreate("oci", null, name, digest, new Dictionary<string, string> { ["repository_url"] = repository }, null, out PackageUrl? url, out _);
        return new VexSubject([digest], isNamed ? [url!] : []);
    }
}
