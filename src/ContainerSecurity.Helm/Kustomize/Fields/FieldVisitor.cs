using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Fields;

/// <summary>Finds the fields that a specification names, through lists, and makes them where it says so.</summary>
/// <param name="set">Gives what stands in the field; receives null where it is made.</param>
/// <param name="origin">Where what is made is written.</param>
/// <param name="budget">What the build may use.</param>
/// <param name="makesMap">Whether the field that is made is a mapping; null where none is made.</param>
internal sealed class FieldVisitor(Func<ObjectNode, ObjectNode> set, Origin origin, BuildBudget budget, bool? makesMap)
{
    /// <summary>Visits the fields of an object, if it is of the kind.</summary>
    /// <exception cref="BuildException">A field stands where the path goes on.</exception>
    public void Visit(ObjectMap root, FieldSpec spec)
    {
        if (GroupVersionKind.Of(root.TextOf("apiVersion"), root.TextOf("kind")).IsSelectedBy(spec.Kind))
            Visit(root, spec, 0);
    }

    private ObjectNode Visit(ObjectNode node, FieldSpec spec, int at)
    {
        budget.SpendSteps(1);
        if (at == spec.Keys.Length)
            return set(node);
        switch (node)
        {
            case ObjectList list:
                for (int i = 0; i < list.Items.Count; i++)
                    list.Items[i] = Visit(list.Items[i], spec, at);
                return list;
            case ObjectMap map:
                VisitField(map, spec, at);
                return map;
            default:
                if (node.IsNull)
                    return node;
                throw new BuildException(node.Origin, $"The path '{spec.Path}' goes on below this value, which is neither an object nor a list.");
        }
    }

    private void VisitField(ObjectMap map, FieldSpec spec, int at)
    {
        string key = spec.Keys[at];
        bool isList = key.EndsWith("[]", StringComparison.Ordinal);
        if (isList)
            key = key.Substring(0, key.Length - 2);
        ObjectNode? field = map[key];
        bool isLast = at == spec.Keys.Length - 1;
        bool isMade = spec.IsCreated && makesMap is not null && !isList;
        if (field is null or { IsNull: true } && isMade)
        {
            Origin place = field?.Origin ?? origin;
            field = isLast && makesMap == false ? new ObjectScalar(place, "", ScalarTag.Open) : new ObjectMap(origin);
        }
        if (field is null || (field.IsNull && !isLast))
            return;
        map.Set(key, Visit(field, spec, at + 1), origin);
    }
}
