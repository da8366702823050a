using ContainerSecurity.Documents;

namespace ContainerSecurity.Sources;

/// <summary>What a source held when it was read: its bytes and, where they are one, its text.</summary>
public sealed class SourceData
{
    private readonly Func<string, Field<string>> beside;
    private readonly Func<Stream> open;

    internal SourceData(string name, SourceFile? file, Func<Stream> open, Func<string, Field<string>> beside, bool isFound)
    {
        Name = name;
        File = file;
        IsFound = isFound;
        this.open = open;
        this.beside = beside;
    }

    /// <summary>The source's name.</summary>
    public string Name { get; }

    /// <summary>The text, for the places of what is read from it; null where the bytes are none.</summary>
    public SourceFile? File { get; }

    /// <summary>The text; empty where the bytes are none.</summary>
    public string Text => File?.Text ?? "";

    /// <summary>Whether the source was come upon in a search, so that it may be anything.</summary>
    public bool IsFound { get; }

    /// <summary>Whether the source is a text, whatever it is called.</summary>
    internal bool IsText { get; init; }

    /// <summary>Opens the bytes, which are at hand until the format has read them.</summary>
    public Stream OpenBytes() => open();

    /// <summary>
    /// Reads a file beside the source: missing where there is none, unknown where nobody can look or it cannot be
    /// read, which is then an error of the source.
    /// </summary>
    /// <param name="path">The file's name, or its path from the source's folder.</param>
    public Field<string> ReadBeside(string path) => beside(path ?? throw new ArgumentNullException(nameof(path)));
}
