using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Examination;

/// <summary>What an examiner knows of an image, for the rules.</summary>
public sealed record ImageExamination
{
    /// <summary>What is known to be wrong with the packages in the image. Empty by default.</summary>
    public IReadOnlyList<Vulnerability> Vulnerabilities { get; init; } = [];

    /// <summary>The data that the packages were compared with, for rules that ask how old they are. Empty by default.</summary>
    public IReadOnlyList<VulnerabilityData> VulnerabilityData { get; init; } = [];

    /// <summary>The packages in the image, with their licences; null, the default value, where nobody asked for them.</summary>
    public IReadOnlyList<Package>? Packages { get; init; }

    /// <summary>What is not known of the packages, each as a sentence, so that there may be more. Empty by default.</summary>
    public IReadOnlyList<string> UnknownPackages { get; init; } = [];

    /// <summary>Whether the packages were compared with advisories, so that silence says something. The default value is false.</summary>
    public bool IsCompared { get; init; }
}
