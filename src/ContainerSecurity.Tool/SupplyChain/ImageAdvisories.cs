using System.Collections.Concurrent;
using ContainerSecurity.Images;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Vex;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary>Compares the packages of images with advisories, and remembers what is not known.</summary>
internal sealed class ImageAdvisories(VulnerabilityScanner scanner, IEnumerable<AdvisoryNote> before)
{
    private const int MaxTold = 50;
    private readonly ConcurrentQueue<AdvisoryNote> notes = new(before);

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
        return new ImageAdvisories(new VulnerabilityScanner(AdvisoryFeed.Read(advisories), new VexBook(said)), notes);
    }

    /// <summary>Who looks at an image while it is read.</summary>
    public VulnerabilityExaminer For(string location, ContainerImage image) => new(scanner, image, location, notes.Enqueue);

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
}
