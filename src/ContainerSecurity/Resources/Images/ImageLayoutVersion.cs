namespace ContainerSecurity.Resources.Images;

/// <summary>The file <c>oci-layout</c> that marks a folder of images.</summary>
/// <param name="Version">The version, <c>1.0.0</c>.</param>
public sealed record ImageLayoutVersion(string Version)
{
    /// <summary>Reads the file.</summary>
    /// <param name="json">The document.</param>
    /// <param name="name">The name shown in positions.</param>
    public static ImageDocument<ImageLayoutVersion> Read(byte[] json, string name) => ImageDocumentReader.Read(json, name, Read);

    private static ImageLayoutVersion? Read(ImageFields fields)
    {
        string? version = fields.Text("imageLayoutVersion", isRequired: true);
        if (version is not (null or "1.0.0"))
            fields.Report("imageLayoutVersion", $"'imageLayoutVersion' is '{version}'; 1.0.0 is known.");
        return version is null ? null : new ImageLayoutVersion(version);
    }
}
