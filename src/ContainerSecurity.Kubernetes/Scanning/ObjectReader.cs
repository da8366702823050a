using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Kubernetes.Models;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Kubernetes.Scanning;

/// <summary>Makes resources of a cluster's objects. One that cannot be read is an error of its own.</summary>
internal static class ObjectReader
{
    public static IReadOnlyList<Resource> Read(ClusterObject found, PodTemplates pods, ICollection<DocumentError> errors)
    {
        try
        {
            return KubernetesReader.Read(found.ToDocument(), errors, pods);
        }
        catch (UnreadableObjectException e)
        {
            errors.Add(new DocumentError(found.Source.Path, SourceSpan.FileStart, $"The object was not judged, because {e.Message}."));
            return [];
        }
    }
}
