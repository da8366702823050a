namespace ContainerSecurity.Policies;

/// <summary>Reads the sources of one type. The first reader of the engine's list that takes a source reads it.</summary>
internal interface ISourceReader
{
    /// <summary>Whether the source is of the reader's type.</summary>
    /// <param name="source">The source.</param>
    /// <param name="asked">The type that was asked for; never <see cref="SourceType.Auto"/> where somebody named one.</param>
    bool Takes(SourceText source, SourceType asked);

    /// <summary>Reads the resources.</summary>
    /// <param name="source">The source.</param>
    /// <param name="asked">The type that was asked for.</param>
    SourceContent Read(SourceText source, SourceType asked);
}
