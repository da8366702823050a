using ContainerSecurity.Helm.Kustomize.Nodes;

namespace ContainerSecurity.Helm.Kustomize.Files;

/// <summary>A kustomization cannot be built, for a reason that stands at a place.</summary>
internal sealed class BuildException(Origin origin, string message) : Exception(message)
{
    public Origin Origin => origin;
}
