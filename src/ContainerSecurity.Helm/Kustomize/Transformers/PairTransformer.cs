using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Fields;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Transformers;

/// <summary>Sets labels or annotations.</summary>
internal sealed class PairTransformer(IReadOnlyList<(string Key, PlacedText Value)> pairs, IReadOnlyList<FieldSpec> fields) : ITransformer
{
    public void Transform(ResourceSet resources)
    {
        if (pairs.Count == 0)
            return;
        var visitor = new FieldVisitor(Change, pairs[0].Value.Origin, resources.Session.Budget, makesMap: true);
        foreach (BuildResource resource in resources.All)
            foreach (FieldSpec field in fields)
            {
                resources.Session.Budget.SpendSteps(pairs.Count);
                visitor.Visit(resource.Root, field);
            }
    }

    private ObjectMap Change(ObjectNode node)
    {
        ObjectMap map = node as ObjectMap
            ?? (node.IsNull ? new ObjectMap(pairs[0].Value.Origin) : throw new BuildException(node.Origin, "Labels and annotations must be an object."));
        foreach ((string key, PlacedText value) in pairs)
            map.Set(key, ObjectScalar.OfText(value.Text, value.Origin), value.Origin);
        return map;
    }
}
