using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Fields;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Transformers;

/// <summary>Sets how many replicas workloads of a name have.</summary>
internal sealed class ReplicaTransformer(ReplicaDefinition replica, IReadOnlyList<FieldSpec> fields) : ITransformer
{
    public void Transform(ResourceSet resources)
    {
        var visitor = new FieldVisitor(
            _ => new ObjectScalar(replica.Count.Origin, replica.Count.Text, ScalarTag.Integer), replica.Count.Origin, resources.Session.Budget, makesMap: false);
        bool isFound = false;
        foreach (FieldSpec field in fields)
            foreach (BuildResource resource in resources.All)
                if (resource.AllIds.Any(id => id.Name == replica.Name.Text && id.Kind.IsSelectedBy(field.Kind)))
                {
                    isFound = true;
                    visitor.Visit(resource.Root, field);
                }
        if (!isFound)
            resources.Session.FailOrUnknown(replica.Name.Origin, $"No workload is named '{replica.Name.Text}', whose replicas were to be set.");
    }
}
