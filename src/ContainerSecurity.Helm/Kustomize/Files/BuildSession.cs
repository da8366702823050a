using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Patches;

namespace ContainerSecurity.Helm.Kustomize.Files;

/// <summary>What all parts of one build share: its budget, what it has read, and what it could not know.</summary>
internal sealed class BuildSession(string given, KustomizeLimits limits)
{
    private readonly Dictionary<string, byte[]> contents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DocumentSet> documents = new(StringComparer.Ordinal);
    private readonly SortedSet<string> consumed = new(StringComparer.Ordinal);
    private readonly DocumentReader reader = new();
    private string givenStart = "";
    private string realStart = "";

    /// <summary>What the build may use.</summary>
    public BuildBudget Budget { get; } = new(limits, Origin.StartOf(new SourceFile(given)));

    /// <summary>The texts that were read, by their names.</summary>
    public SortedDictionary<string, SourceFile> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>What could not be known, in the order in which it was met.</summary>
    public List<DocumentError> Unknown { get; } = [];

    /// <summary>What people should know, although the build succeeds.</summary>
    public List<DocumentError> Notices { get; } = [];

    /// <summary>The files that were read, by their names as people see them.</summary>
    public IReadOnlyCollection<string> Consumed => consumed;

    /// <summary>Which lists are merged; that of Kubernetes unless a kustomization names another.</summary>
    public MergeSchema Schema { get; set; } = MergeSchema.Kubernetes;

    /// <summary>Whether objects are missing that would be there if all were known.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public byte[] ReadBytes(string fullPath)
    {
        if (!contents.TryGetValue(fullPath, out byte[]? bytes))
        {
            using FileStream stream = RegularFile.Open(fullPath);
            Budget.SpendFile(stream.Length);
            bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            contents.Add(fullPath, bytes);
        }
        else
        {
            Budget.SpendFile(0);
        }
        consumed.Add(NameOf(fullPath));
        return bytes;
    }

    /// <summary>Reads the documents of a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public DocumentSet ReadDocuments(string fullPath)
    {
        byte[] bytes = ReadBytes(fullPath);
        if (!documents.TryGetValue(fullPath, out DocumentSet? set))
        {
            documents.Add(fullPath, set = reader.Read(bytes, bytes.Length, NameOf(fullPath)));
            Texts[set.File.Path] = set.File;
        }
        return set;
    }

    /// <summary>The source of a text that a file holds.</summary>
    public SourceFile TextOf(string name, string text)
    {
        if (!Texts.TryGetValue(name, out SourceFile? known))
            Texts.Add(name, known = new SourceFile(name, text));
        return known;
    }

    /// <summary>Reads the documents of a text that stands in a file.</summary>
    public DocumentSet ReadText(string text, string path) => reader.Read(text, path);

    /// <summary>Says what could not be known.</summary>
    public void AddUnknown(Origin origin, string message, bool isIncomplete = true)
    {
        Unknown.Add(new DocumentError(origin.File.Path, origin.Span, message));
        IsIncomplete |= isIncomplete;
    }

    /// <summary>Says what people should know.</summary>
    public void AddNotice(Origin origin, string message) => Notices.Add(new DocumentError(origin.File.Path, origin.Span, message));

    /// <summary>A mistake that could come from what is not known; then it is not known itself.</summary>
    /// <exception cref="BuildException">All is known.</exception>
    public void FailOrUnknown(Origin origin, string message)
    {
        if (!IsIncomplete)
            throw new BuildException(origin, message);
        AddUnknown(origin, message);
    }

    /// <summary>The name of a file as people see it: beside the path that was given.</summary>
    public string NameOf(string fullPath)
    {
        string path = fullPath.StartsWith(realStart, StringComparison.Ordinal) ? givenStart + fullPath.Substring(realStart.Length) : fullPath;
        return (Path.IsPathRooted(given) ? path : Path.GetRelativePath(Directory.GetCurrentDirectory(), path)).Replace('\\', '/');
    }

    /// <summary>Says what the path that was given is without links, so that people see the one that they gave.</summary>
    public void SetRoot(string realPath)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(given));
        int same = 0;
        while (same < full.Length && same < realPath.Length && full[^(same + 1)] == realPath[^(same + 1)])
            same++;
        // Whole names only; where nothing leads through a link, both starts are empty or the same.
        int cut = full.Substring(full.Length - same).IndexOf(Path.DirectorySeparatorChar, StringComparison.Ordinal);
        same = cut < 0 || full == realPath ? 0 : same - cut;
        (givenStart, realStart) = full == realPath ? ("", "") : (full.Substring(0, full.Length - same), realPath.Substring(0, realPath.Length - same));
    }
}
