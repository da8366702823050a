using ContainerSecurity.Resources;

namespace ContainerSecurity.Sources;

/// <summary>Takes any text as it is, where that is asked for, and files of settings.</summary>
internal sealed class TextFormat : ISourceFormat
{
    public bool CanRead(SourceData source) => source.File is not null && (source.IsText || SourceTypes.OfFile(source.Name) == SourceType.Text);

    public SourceContent Read(SourceData source) => new(source.Name, source.Text.Length == 0 ? [] : [new TextFile(source.File!)], []);
}
