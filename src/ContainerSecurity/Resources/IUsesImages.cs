namespace ContainerSecurity.Resources;

/// <summary>A resource that names images.</summary>
public interface IUsesImages
{
    /// <summary>The images and who uses them, in source order.</summary>
    IReadOnlyList<ImageUse> Images { get; }
}
