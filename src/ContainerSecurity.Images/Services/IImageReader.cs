using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images;

/// <summary>Reads images into what rules judge, by the options and the policy of an application. Safe for use from any thread.</summary>
public interface IImageReader
{
    /// <summary>Reads an image.</summary>
    /// <param name="location">Where it is, as <see cref="ImageSource.OpenAsync"/> takes it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImageReadException">The image, or a base named in the options, cannot be read.</exception>
    Task<Image> ReadAsync(string location, CancellationToken cancellationToken = default);
}
