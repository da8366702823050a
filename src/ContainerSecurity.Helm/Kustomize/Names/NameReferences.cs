using ContainerSecurity.Helm.Kustomize.Fields;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Names;

/// <summary>Lets fields that name objects follow the names of those, which prefixes, suffixes and hashes have changed.</summary>
internal sealed class NameReferences
{
    private readonly ResourceSet resources;
    private readonly Dictionary<string, List<BuildResource>> byOldName = new(StringComparer.Ordinal);

    private NameReferences(ResourceSet resources)
    {
        this.resources = resources;
        foreach (BuildResource resource in resources.All)
            foreach (string name in resource.PreviousIds.Select(p => p.Name).Distinct())
                if (byOldName.TryGetValue(name, out List<BuildResource>? known))
                    known.Add(resource);
                else
                    byOldName.Add(name, [resource]);
    }

    /// <summary>Changes the fields of all objects.</summary>
    /// <exception cref="BuildException">A field could mean several objects.</exception>
    public static void Apply(ResourceSet resources, FieldConfiguration configuration)
    {
        var references = new NameReferences(resources);
        foreach (BuildResource referrer in resources.All)
            foreach ((GroupVersionKind target, List<FieldSpec> fields) in configuration.References)
                foreach (FieldSpec field in fields)
                    if (field.Path.Length > 0 && referrer.OriginalId.Kind.IsSelectedBy(field.Kind))
                        references.Follow(referrer, target, field);
    }

    private void Follow(BuildResource referrer, GroupVersionKind target, FieldSpec field)
    {
        ObjectNode Set(ObjectNode node)
        {
            switch (node)
            {
                case ObjectScalar { IsNull: false } scalar:
                    SetText(scalar, referrer, target, field);
                    break;
                case ObjectMap map:
                    SetMap(map, referrer, target, field);
                    break;
                case ObjectList list:
                    foreach (ObjectNode item in list.Items)
                        Set(item);
                    break;
            }
            return node;
        }
        new FieldVisitor(Set, referrer.Root.Origin, resources.Session.Budget, makesMap: null).Visit(referrer.Root, field with { Kind = new GroupVersionKind("", "", "") });
    }

    private void SetText(ObjectScalar scalar, BuildResource referrer, GroupVersionKind target, FieldSpec field)
    {
        if (Choose(scalar, scalar.Text, referrer, target, field, _ => true, r => r.Name) is { } chosen && chosen.Name != scalar.Text)
            scalar.SetValue(chosen.Name, ScalarTag.Text, scalar.Origin);
    }

    private void SetMap(ObjectMap map, BuildResource referrer, GroupVersionKind target, FieldSpec field)
    {
        if (map["name"] is not ObjectScalar name)
            throw new BuildException(map.Origin, $"The path '{field.Path}' leads to an object that has no 'name' to follow.");
        Func<BuildResource, bool> isInNamespace = _ => true;
        if (map["namespace"] is ObjectScalar { Text: var @namespace })
        {
            bool isOld = resources.All.Any(r => IsIn(r, r.OriginalId, @namespace) && CanRefer(referrer, r));
            isInNamespace = r => IsIn(r, isOld ? r.OriginalId : r.Id, @namespace);
        }
        BuildResource? chosen = Choose(name, name.Text, referrer, target, field, isInNamespace, r => r.Namespace + "/" + r.Name);
        if (chosen is null || (chosen.Name == name.Text && chosen.Namespace.Length == 0))
            return;
        if (chosen.Name != name.Text)
            name.SetValue(chosen.Name, ScalarTag.Text, name.Origin);
        if (chosen.Namespace.Length == 0)
            return;
        Origin origin = chosen.Root.MapOf("metadata")!["namespace"]!.Origin;
        map.Set("namespace", ObjectScalar.OfText(chosen.Namespace, origin));
    }

    private static bool IsIn(BuildResource resource, ResourceId id, string @namespace) =>
        !resource.Kind.IsClusterScoped && id.EffectiveNamespace == @namespace;

    private BuildResource? Choose(
        ObjectNode node,
        string name,
        BuildResource referrer,
        GroupVersionKind target,
        FieldSpec field,
        Func<BuildResource, bool> isIncluded,
        Func<BuildResource, string> result)
    {
        if (!byOldName.TryGetValue(name, out List<BuildResource>? known))
            return null;
        resources.Session.Budget.SpendSteps(known.Count);
        List<BuildResource> found = known.FindAll(r =>
            r.PreviousIds.Any(p => p.Kind.IsSelectedBy(target)) && CanRefer(referrer, r) && isIncluded(r)
            && IsOfRole(field, referrer, r) && IsInReach(referrer, r));
        foreach (bool isLoose in new[] { true, false })
        {
            if (found.Count <= 1)
                return found.Count == 1 ? found[0] : null;
            found = found.FindAll(r => IsSameEnd(r.Prefixes, referrer.Prefixes, isLoose) && IsSameEnd(r.Suffixes, referrer.Suffixes, isLoose));
        }
        if (found.Count == 0 || found.TrueForAll(r => result(r) == result(found[0])))
            return found.FirstOrDefault();
        throw new BuildException(node.Origin, $"The name '{name}' could mean {found[0].Id} or {found[1].Id}.");
    }

    /// <summary>Whether an object can name another at all: in its namespace, or where one of both is in none.</summary>
    private static bool CanRefer(BuildResource referrer, BuildResource target)
    {
        if (referrer.Kind.IsClusterScoped || target.Kind.IsClusterScoped || referrer.Id.EffectiveNamespace == target.Id.EffectiveNamespace)
            return true;
        return referrer.Kind.Kind == "RoleBinding" && referrer.Root["subjects"] is ObjectList subjects
            && subjects.Items.OfType<ObjectMap>().Any(s => s.TextOf("kind") == "ServiceAccount" && s.TextOf("namespace") == target.Namespace);
    }

    private static bool IsInReach(BuildResource referrer, BuildResource target) =>
        referrer.Kind.IsClusterScoped || target.Kind.IsClusterScoped || target.Kind.Kind == "ServiceAccount"
        || referrer.Id.EffectiveNamespace == target.Id.EffectiveNamespace;

    /// <summary>Whether a role is of the kind that a binding names beside it.</summary>
    private static bool IsOfRole(FieldSpec field, BuildResource referrer, BuildResource target)
    {
        if (!field.Path.EndsWith("roleRef/name", StringComparison.Ordinal) || referrer.Root.MapOf("roleRef") is not { } role)
            return true;
        if (role["apiGroup"] is null || role["kind"] is null)
            return true;
        var wanted = new GroupVersionKind(role.TextOf("apiGroup"), "", role.TextOf("kind"));
        return target.PreviousIds.Any(p => p.Kind.IsSelectedBy(wanted));
    }

    private static bool IsSameEnd(List<string> one, List<string> other, bool isLoose)
    {
        (List<string> shorter, List<string> longer) = one.Count < other.Count ? (one, other) : (other, one);
        if (shorter.Count == 0)
            return isLoose || longer.Count == 0;
        return shorter.SequenceEqual(longer.Skip(longer.Count - shorter.Count));
    }
}
