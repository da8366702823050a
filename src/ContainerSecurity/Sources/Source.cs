using System.Text;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Sources;

/// <summary>
/// Something that describes containers: a file, a standard input, a text, an image, the objects of a cluster. It is
/// opened once, when it is its turn, and not before.
/// </summary>
public sealed partial class Source
{
    private readonly Func<Stream>? open;
    private readonly Func<string, Stream?>? openBeside;

    /// <summary>What is beside a file on disk, whose path is the name; null where the source is none. A scan of many files holds little of each.</summary>
    private readonly FileSurroundings? surroundings;

    /// <summary>Creates a source of bytes.</summary>
    /// <param name="name">The name shown to people, by which its format may be told.</param>
    /// <param name="open">Opens the bytes; called once, on any thread. What it throws becomes an error of the decision.</param>
    /// <param name="openBeside">
    /// Opens a file beside the source by its name, or by its path from the source's folder, null where there is none;
    /// null where nobody can look.
    /// </param>
    public Source(string name, Func<Stream> open, Func<string, Stream?>? openBeside = null)
        : this(name, openBeside) => this.open = open ?? throw new ArgumentNullException(nameof(open));

    private Source(string name, Func<string, Stream?>? openBeside)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        this.openBeside = openBeside;
    }

    private Source(string path, FileSurroundings surroundings)
        : this(path, openBeside: null) => this.surroundings = surroundings;

    /// <summary>The name shown to people.</summary>
    public string Name { get; }

    /// <summary>
    /// Whether the source was come upon in a search rather than named. One that neither is nor begins as anything
    /// that is judged is then passed over (<see cref="SourceContent.Skipped"/>), whatever is wrong with it. The
    /// default value is false.
    /// </summary>
    public bool IsFound { get; init; }

    /// <summary>
    /// Whether the source is searched for secrets as a text, of any encoding, where no format reads it, or reads
    /// nothing of it. The default value is false.
    /// </summary>
    public bool IsSearched { get; init; }

    /// <summary>Whether the source is a text to be searched and nothing else, as its name says.</summary>
    internal bool IsText { get; init; }

    /// <summary>
    /// Opens a file beside the source by its name, or by its path from the source's folder, null where there is none.
    /// Null, the default, where nobody can look.
    /// </summary>
    public Func<string, Stream?>? OpenBeside
    {
        get => openBeside ?? (surroundings is null ? null : name => surroundings.OpenBeside(Name, name));
        init => openBeside = value;
    }

    /// <summary>
    /// The namespace that the resources are in, as an object, where it is known before: then policies that ask for it
    /// need not wait until it comes by. Null where it is not known.
    /// </summary>
    public Resource? Namespace { get; private init; }

    /// <summary>
    /// Whether the resources are judged alone, because others stand for them: rules that compare neither judge them
    /// nor compare others with them, and nothing is kept of them. The default value is false.
    /// </summary>
    public bool IsAlone { get; private init; }

    /// <summary>Makes a source of what another reader makes resources of, such as an image.</summary>
    /// <param name="name">The name shown to people.</param>
    /// <param name="read">Reads the resources; called once, on any thread. What it throws becomes an error of the decision.</param>
    /// <param name="namespace">The namespace that the resources are in, as an object, where it is known before; null where it is not.</param>
    /// <param name="isAlone">Whether the resources are judged alone, as <see cref="IsAlone"/> says.</param>
    public static Source FromResources(string name, Func<IReadOnlyList<Resource>> read, Resource? @namespace = null, bool isAlone = false) =>
        new(name, openBeside: null) { readResources = read ?? throw new ArgumentNullException(nameof(read)), Namespace = @namespace, IsAlone = isAlone };

    /// <summary>Makes a source of what several files describe together, such as a chart.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="scope">Which of its files are judged; null for all.</param>
    /// <param name="isFound">Whether it was come upon in a search rather than named, as <see cref="IsFound"/> says.</param>
    public static Source FromFolder(SourceFolder folder, FolderScope? scope = null, bool isFound = false) =>
        new((folder ?? throw new ArgumentNullException(nameof(folder))).Name, openBeside: null)
        {
            IsFound = isFound,
            ReadFolder = reader => folder.Read(reader, scope ?? FolderScope.Whole),
        };

    /// <summary>Reads what several files describe together; null for all other sources.</summary>
    internal Func<SourceReader, SourceContent>? ReadFolder { get; private init; }

    /// <summary>Makes a source of a text in memory.</summary>
    /// <param name="name">The name shown to people.</param>
    /// <param name="text">The text.</param>
    public static Source FromText(string name, string text)
    {
        _ = text ?? throw new ArgumentNullException(nameof(text));
        return new(name, () => new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false));
    }

    /// <summary>
    /// Makes a source of a file on disk. Pipes, sockets and devices are not opened, nor is a file beside it that a
    /// link leads to outside of the root.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="root">The folder out of which no file that it names is opened; null for the file's own.</param>
    /// <param name="isFound">Whether the file was come upon in a search rather than named, as <see cref="IsFound"/> says.</param>
    public static Source FromFile(string path, string? root = null, bool isFound = false) =>
        FromFile(path, new FileSurroundings(root), isFound, isSearched: false, isText: false);

    internal static Source FromFile(string path, FileSurroundings surroundings, bool isFound, bool isSearched, bool isText) =>
        new(path, surroundings) { IsFound = isFound, IsSearched = isSearched, IsText = isText };

    /// <summary>The source under another name, with its bytes opened anew.</summary>
    internal Source Renamed(string name, Func<Stream> open) =>
        new(name, open, OpenBeside) { IsFound = IsFound, IsSearched = IsSearched, IsText = IsText };

    /// <summary>Whether there are bytes that nobody has to wait for.</summary>
    private bool HasBytesAtHand => open is not null || surroundings is not null;

    private Stream OpenAtHand() => surroundings is null ? open!() : surroundings.Open(Name);

    /// <summary>Reads the resources where the source is no text to be read; null for all other sources.</summary>
    private Func<IReadOnlyList<Resource>>? readResources;
}
