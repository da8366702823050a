using ContainerSecurity.Helm.Versions;

namespace ContainerSecurity.Helm;

/// <summary>What depends on the version of Helm.</summary>
public static class HelmVersions
{
    /// <summary>The version whose rules hold where none is named.</summary>
    public const string Default = "4.1.4";

    /// <summary>Returns the version of Kubernetes that a version of Helm assumes without a cluster: that of its client library.</summary>
    /// <param name="helmVersion">The version of Helm, such as <c>4.1.4</c>.</param>
    /// <returns>The version, such as <c>v1.35.0</c>.</returns>
    /// <exception cref="ArgumentException">The text is no version.</exception>
    public static string KubernetesOf(string helmVersion)
    {
        SemanticVersion version = SemanticVersion.Parse(helmVersion) ?? throw new ArgumentException($"'{helmVersion}' is no version of Helm.", nameof(helmVersion));
        // Helm 3.15 came with the client of Kubernetes 1.30, and each minor version since with the next; 4.0 with that of 3.19.
        const ulong FirstOfThree = 15;
        ulong minor = version.Major >= 4 ? 34 + version.Minor : version.Minor + FirstOfThree;
        return FormattableString.Invariant($"v1.{minor}.0");
    }
}
