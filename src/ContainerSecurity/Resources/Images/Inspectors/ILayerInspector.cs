namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>
/// Looks at the files of an image while its layers go by, once and in order, and tells what rules may ask for: secrets,
/// setuid files, the distribution, lists of packages.
/// </summary>
/// <remarks>
/// An inspector of one's own is added in the options of the image reader; a rule over <see cref="Image"/> finds what it
/// told in <see cref="LayerFile.Facts"/> of <see cref="Image.Files"/>.
/// Whoever made the image may be hostile: an inspector bounds what it keeps, and tells what it could not read as a
/// fact. An exception of an inspector ends the reading of the image.
/// Inspectors that several readings share are called by several threads at once.
/// </remarks>
public interface ILayerInspector
{
    /// <summary>Tells whether a file concerns the inspector, and how much of its content it reads.</summary>
    /// <param name="file">The file by its layer, path, mode and size; nothing is told of it yet.</param>
    /// <returns>
    /// The number of bytes, from the beginning, that the inspector reads at most: 0 where path, mode and size are
    /// enough. Null for a file that does not concern it.
    /// </returns>
    /// <remarks>Two inspectors that want more than <see cref="LayerInspection.LargestShared"/> bytes of one file cannot be used together.</remarks>
    long? Wants(LayerFile file);

    /// <summary>Looks at a file that concerns the inspector.</summary>
    /// <param name="file">The file with what the inspectors before told of it.</param>
    /// <param name="content">The content, forward only, which ends after the wanted bytes. It must not be read after the returned task has ended.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The file with what the inspector tells, as by <see cref="LayerFile.With"/>; null where it tells nothing.</returns>
    Task<LayerFile?> InspectAsync(LayerFile file, Stream content, CancellationToken cancellationToken);
}
