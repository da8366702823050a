namespace ContainerSecurity.Sources;

/// <summary>
/// Reads what several files describe together, such as the chart in a folder, so that its files are judged through it
/// and not again on their own. Formats hold no state: one instance serves all threads.
/// </summary>
public interface IFolderFormat
{
    /// <summary>The names of the files by which such a folder is known, such as <c>Chart.yaml</c>; it is the folder that holds one.</summary>
    IReadOnlyList<string> FileNames { get; }

    /// <summary>Returns whether a file is by its name such a folder in packed form, such as <c>shop-1.0.0.tgz</c>.</summary>
    /// <param name="path">The file's path.</param>
    bool IsPacked(string path);

    /// <summary>
    /// Opens such a folder; called on one thread, before anything is read. What it finds out here is which files belong to it.
    /// </summary>
    /// <param name="path">The path of the file by which it is known, or of the packed one, as reports show it.</param>
    /// <returns>The folder; null where it turns out to be something else, so that its files are read on their own.</returns>
    SourceFolder? Open(string path);
}
