using ContainerSecurity.Documents;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Helm.Kustomize;

/// <summary>
/// Reads kustomizations in a search for files: what an overlay builds is judged through it, where it is written, and its
/// files not again on their own. One that cannot be built is an error, and its files are judged on their own.
/// </summary>
/// <param name="limits">Bounds on a build; null for <see cref="KustomizeLimits.Default"/>.</param>
public sealed class KustomizationFormat(KustomizeLimits? limits = null) : IFolderFormat
{
    private const string Group = "kustomize.config.k8s.io/";

    /// <inheritdoc/>
    public IReadOnlyList<string> FileNames { get; } = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    /// <inheritdoc/>
    public bool IsPacked(string path) => false;

    /// <summary>Builds the kustomization. A component, which only a kustomization can build, is read on its own.</summary>
    /// <param name="path">The path of the kustomization.</param>
    /// <returns>The folder; null where the file is no kustomization, or a component.</returns>
    public SourceFolder? Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!IsKustomization(path))
            return null;
        string folder = Path.GetDirectoryName(path) is { Length: > 0 } given ? given : ".";
        return new KustomizationFolder(path, Kustomization.Build(folder, limits));
    }

    /// <summary>Whether a file is one of Kustomize, and not of another program whose objects have the same kind.</summary>
    private static bool IsKustomization(string path)
    {
        try
        {
            using FileStream stream = RegularFile.Open(path);
            return new DocumentReader().Read(stream, path).Documents is not [MappingNode root]
                || ((root["apiVersion"] is not ScalarNode { Text.Length: > 0 } version || version.Text.StartsWith(Group, StringComparison.Ordinal))
                    && root["kind"] is null or ScalarNode { Text: "Kustomization" or "" });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
