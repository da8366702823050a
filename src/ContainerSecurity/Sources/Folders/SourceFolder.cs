namespace ContainerSecurity.Sources;

/// <summary>Several files that are judged together, such as a chart.</summary>
/// <param name="name">The name shown to people: the path of the file by which the folder is known.</param>
public abstract class SourceFolder(string name)
{
    /// <summary>The name shown to people.</summary>
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>
    /// Returns whether a file belongs to the folder, so that it is judged through it alone; called on one thread, before anything is
    /// read.
    /// </summary>
    /// <param name="path">The path, as reports show it: with slashes, from where the search began.</param>
    public abstract bool Covers(string path);

    /// <summary>
    /// Reads the resources, and the errors of what cannot be read, with their places; called once, on any thread. What cannot
    /// be read as a whole is an error, and its files are then read one by one.
    /// </summary>
    /// <param name="reader">Reads single files as they are read elsewhere.</param>
    /// <param name="scope">Which of the files are judged.</param>
    public abstract SourceContent Read(SourceReader reader, FolderScope scope);
}
