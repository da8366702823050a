using ContainerSecurity.Resources;

namespace ContainerSecurity.Policies;

/// <summary>Takes any text as it is, where that is asked for, and files of settings.</summary>
internal sealed class TextSourceReader : ISourceReader
{
    public bool Takes(SourceText source, SourceType asked) =>
        asked == SourceType.Text || (asked == SourceType.Auto && SourceTypes.OfFile(source.File.Path) == SourceType.Text);

    public SourceContent Read(SourceText source, SourceType asked) => new(source.File.Path, string.IsNullOrEmpty(source.File.Text) ? [] : [new TextFile(source.File)], []);
}
