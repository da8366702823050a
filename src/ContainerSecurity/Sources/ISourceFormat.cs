namespace ContainerSecurity.Sources;

/// <summary>
/// Reads the sources of one format, such as compose files. The first format of a <see cref="SourceReader"/> that can
/// read a source reads it. Formats hold no state: one instance serves all threads.
/// </summary>
public interface ISourceFormat
{
    /// <summary>Returns whether a source is of this format, by its name or by how it begins.</summary>
    /// <param name="source">The source, which has been read.</param>
    bool CanRead(SourceData source);

    /// <summary>Reads the resources, and the errors of what cannot be read, with their places. What it throws is an error of the source.</summary>
    /// <param name="source">The source.</param>
    SourceContent Read(SourceData source);
}
