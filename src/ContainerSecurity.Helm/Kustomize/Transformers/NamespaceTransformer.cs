using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Fields;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Transformers;

/// <summary>Puts objects into a namespace, and default accounts of bindings.</summary>
/// <param name="name">The namespace.</param>
/// <param name="fields">The other fields that name it.</param>
/// <param name="isForMissing">Whether only those that name none are changed.</param>
/// <param name="subjects">Which subjects of bindings are changed: those of default accounts where empty, none or all accounts.</param>
internal sealed class NamespaceTransformer(PlacedText name, IReadOnlyList<FieldSpec> fields, bool isForMissing = false, string subjects = "") : ITransformer
{
    public void Transform(ResourceSet resources)
    {
        if (name.Text.Length == 0)
            return;
        foreach (BuildResource resource in resources.All)
        {
            resource.StoreId();
            Set(resource, resources.Session.Budget);
        }
        var seen = new HashSet<(GroupVersionKind, string, string)>();
        foreach (BuildResource resource in resources.All)
            if (!seen.Add((resource.Kind, resource.Name, resource.Id.EffectiveNamespace)))
                throw new BuildException(name.Origin, $"In the namespace '{name.Text}' there would be {resource.Id} twice.");
    }

    private void Set(BuildResource resource, BuildBudget budget)
    {
        if (!resource.Kind.IsClusterScoped && !(isForMissing && resource.Namespace.Length > 0))
            resource.SetMetadata("namespace", name.Text, name.Origin);
        bool isBinding = resource.Kind.Kind is "RoleBinding" or "ClusterRoleBinding";
        if (isBinding && subjects != "none")
            SetSubjects(resource.Root);
        var visitor = new FieldVisitor(SetField, name.Origin, budget, makesMap: false);
        foreach (FieldSpec field in fields)
            if (IsSet(field, resource.Kind) && !(isBinding && field.Path is "subjects" or "subjects/namespace"))
                visitor.Visit(resource.Root, field);
    }

    /// <summary>Whether a field is set here: not that of the namespace itself, and no name of what is only called so.</summary>
    private static bool IsSet(FieldSpec field, GroupVersionKind kind) =>
        field.Path != "metadata/namespace" && !(field is { Path: "metadata/name", Kind.Kind: "Namespace" } && kind.ApiVersion != "v1");

    private ObjectNode SetField(ObjectNode node)
    {
        if (isForMissing && node is ObjectScalar { IsNull: false, Text.Length: > 0 })
            return node;
        return ObjectScalar.OfText(name.Text, name.Origin);
    }

    private void SetSubjects(ObjectMap root)
    {
        if (root["subjects"] is not ObjectList list)
            return;
        foreach (ObjectMap subject in list.Items.OfType<ObjectMap>())
            if (subjects == "allServiceAccounts" ? subject.TextOf("kind") == "ServiceAccount" : subject.TextOf("name") == "default")
                subject.Set("namespace", SetField(subject["namespace"] ?? new ObjectScalar(name.Origin, "", ScalarTag.Open)), name.Origin);
    }
}
