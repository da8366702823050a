using ContainerSecurity.Helm.Kustomize.Fields;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Names;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Building;

/// <summary>What kustomizations have gathered so far: objects, the fields that transformers change, and variables.</summary>
internal sealed class Accumulation(BuildSession session)
{
    public ResourceSet Resources { get; } = new(session);

    public FieldConfiguration Fields { get; } = new();

    public Variables Variables { get; } = new();

    /// <summary>Adds what a base has gathered.</summary>
    /// <exception cref="BuildException">It does not fit what is there.</exception>
    public void Add(Accumulation other, Origin place)
    {
        Resources.AddAll(other.Resources, place);
        Fields.Merge(other.Fields, place);
        Variables.AddAll(other.Variables);
    }
}
