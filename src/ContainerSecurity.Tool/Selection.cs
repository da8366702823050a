using ContainerSecurity.Documents;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tool;

/// <summary>What a scan reads, what it cannot, and what it passes over.</summary>
internal sealed class Selection
{
    private readonly List<Decision> passedOver = [];

    /// <summary>The sources, by path.</summary>
    public IReadOnlyList<ManifestSource> Sources { get; set; } = [];

    /// <summary>What is named and cannot be read.</summary>
    public List<DocumentError> Errors { get; } = [];

    /// <summary>What folders hold and is not judged, each with its reason.</summary>
    public IReadOnlyList<Decision> PassedOver => passedOver;

    /// <summary>Adds something that a folder holds and is not judged.</summary>
    public void PassOver(string path, string reason) => passedOver.Add(new Decision(path, 0, [], []) { Skipped = reason });

    /// <summary>Adds a pipe, device or broken link that a folder holds, of which a note is made.</summary>
    public void PassOverSpecial(string path, string fault)
    {
        Notes.Add($"{path} is not opened: {fault}.");
        PassOver(path, $"It is not opened: {fault}.");
    }

    /// <summary>What is to be said beside the report whoever asks.</summary>
    public List<string> Notes { get; } = [];
}
