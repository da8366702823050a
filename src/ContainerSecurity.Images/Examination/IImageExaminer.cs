using ContainerSecurity.Images.Files;
using ContainerSecurity.Images.Layers;

namespace ContainerSecurity.Images.Examination;

/// <summary>
/// Looks at the entries of one image while its layers are read for the rules, and tells at the end what it knows of the
/// image, such as <c>PackageExaminer</c> of ContainerSecurity.SupplyChain. It serves one reading, by one thread at a time.
/// </summary>
public interface IImageExaminer
{
    /// <summary>Tells whether an entry is to be shown.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="entry">The entry of any type, whose content must not be read yet.</param>
    bool Wants(ImageLayer layer, LayerEntry entry);

    /// <summary>Looks at an entry that is wanted.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="entry">The entry, with its content from the beginning, forward only.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    ValueTask ExamineAsync(ImageLayer layer, LayerEntry entry, CancellationToken cancellationToken);

    /// <summary>Tells what is known of the image, when all its layers went by.</summary>
    /// <param name="files">Its files, all layers applied.</param>
    /// <param name="cancellationToken">Stops the examination.</param>
    ValueTask<ImageExamination> CompleteAsync(ImageFileSystem files, CancellationToken cancellationToken);
}
