using System.Collections.Concurrent;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Files;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Signatures.Keys;
using ContainerSecurity.SupplyChain.Vex;
using ContainerSecurity.Tool.SupplyChain.Signing;

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
    }

    /// <summary>The data that are compared with, each with what is newest in them.</summary>
    public IReadOnlyList<VulnerabilityData> Data => scanner.Data;

    /// <summary>What compares packages with advisories.</summary>
    public VulnerabilityScanner Scanner => scanner;

    /// <summary>What is said of flaws in products.</summary>
    public VexBook Statements { get; private init; } = new([]);

    /// <summary>Takes what is not known.</summary>
    public void Add(AdvisoryNote note) => notes.Enqueue(note);

    /// <param name="advisories">Files and folders of advisories.</param>
    /// <param name="statements">Files of statements on flaws.</param>
    /// <param name="keys">Files of the keys that may have signed the advisories; none where signatures are not asked for.</param>
    public static ImageAdvisories Read(IEnumerable<string> advisories, IEnumerable<string> statements, string[] keys)
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
        IAdvisoryIndex known = keys.Length == 0 ? AdvisoryIndex.Read(advisories) : Signed(advisories, keys, notes);
        return new ImageAdvisories(known, book, notes) { Statements = book };
    }

    private static IAdvisoryIndex Signed(IEnumerable<string> advisories, string[] keys, List<AdvisoryNote> notes)
    {
        var known = new List<VerificationKey>();
        foreach (string key in keys)
            try
            {
                known.Add(KeyFiles.ReadPublic(key));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                notes.Add(new AdvisoryNote(null, e.Message));
            }
        return AdvisoryIndex.ReadSigned(advisories, known);
    }

    public void Dispose() => index.Dispose();

    /// <summary>Who looks at an image while it is read.</summary>
    public PackageExaminer For(string location, ContainerImage image) => new(image, location, scanner, notes.Enqueue);

    /// <summary>Finds the flaws of an image of which nothing else is asked.</summary>
    public async ValueTask<IReadOnlyList<Vulnerability>> FindAsync(string location, ContainerImage image, CancellationToken cancellation)
    {
        PackageExaminer examiner = For(location, image);
        var reading = new ImageFileSystemOptions
        {
            OnEntry = (layer, entry, token) => examiner.Wants(layer, entry) ? examiner.ExamineAsync(layer, entry, token) : default,
        };
        ImageFileSystem files = await ImageFileSystem.ReadAsync(image, reading, cancellation).ConfigureAwait(false);
        return (await examiner.CompleteAsync(files, cancellation).ConfigureAwait(false)).Vulnerabilities;
    }

    /// <summary>Says what is not known, each once.</summary>
    /// <returns>Whether there is something.</returns>
    public bool Tell(Terminal terminal)
    {
        AdvisoryWords.TellNotes(terminal, notes);
        return !notes.IsEmpty;
    }
}
