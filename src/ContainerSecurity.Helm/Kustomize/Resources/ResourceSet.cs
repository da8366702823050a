using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;

namespace ContainerSecurity.Helm.Kustomize.Resources;

/// <summary>The objects of a build, in order, of which no two have the same identity.</summary>
internal sealed class ResourceSet(BuildSession session)
{
    private List<BuildResource> resources = [];

    public IReadOnlyList<BuildResource> All => resources;

    public BuildSession Session => session;

    /// <summary>Adds an object.</summary>
    /// <exception cref="BuildException">One of the same identity is there.</exception>
    public void Add(BuildResource resource, Origin place)
    {
        ResourceId id = resource.Id;
        session.Budget.SpendSteps(resources.Count);
        if (resources.Find(r => r.Name == id.Name && r.Id.IsSame(id)) is { } other)
            throw new BuildException(place, $"{id} is there already, from {NameOf(other)}; objects of one kind, namespace and name exclude each other.");
        resources.Add(resource);
    }

    /// <summary>Adds the objects of another set.</summary>
    /// <exception cref="BuildException">One is there.</exception>
    public void AddAll(ResourceSet other, Origin place)
    {
        foreach (BuildResource resource in other.resources)
            Add(resource, place);
    }

    /// <summary>The objects that have, or had, an identity.</summary>
    public List<BuildResource> MatchingAny(ResourceId id)
    {
        session.Budget.SpendSteps(resources.Count);
        return resources.FindAll(r => r.AllIds.Any(id.IsSame));
    }

    /// <summary>The objects that a selector chooses.</summary>
    public List<BuildResource> Select(ResourceSelector selector)
    {
        session.Budget.SpendSteps(resources.Count * 4L);
        return resources.FindAll(selector.Selects);
    }

    /// <summary>Adds what a generator made, or lets it merge with or replace what is there.</summary>
    /// <exception cref="BuildException">It does not fit what is there.</exception>
    public void Absorb(BuildResource made, Origin place)
    {
        List<BuildResource> matches = MatchingAny(made.Id);
        bool isNew = made.Behavior is not ("merge" or "replace");
        if (matches.Count == 0)
        {
            if (!isNew)
            {
                session.FailOrUnknown(place, $"There is no {made.Id} to {made.Behavior}.");
                return;
            }
            Add(made, place);
            return;
        }
        if (matches.Count > 1)
            throw new BuildException(place, $"Several objects could be the {made.Id} that the generator means.");
        if (isNew)
            throw new BuildException(place, $"{made.Id} is there already, so the generator's 'behavior' must be 'merge' or 'replace'.");
        int index = resources.IndexOf(matches[0]);
        Generators.GeneratedMerge.Apply(made, matches[0]);
        resources[index] = made;
    }

    /// <summary>Takes objects away.</summary>
    public void RemoveAll(Predicate<BuildResource> match) => resources.RemoveAll(match);

    /// <summary>Puts the objects in another order.</summary>
    public void Order(Comparison<BuildResource> comparison)
    {
        (BuildResource Resource, int Index)[] numbered = [.. resources.Select((r, i) => (r, i))];
        Array.Sort(numbered, (x, y) => comparison(x.Resource, y.Resource) is not 0 and int order ? order : x.Index.CompareTo(y.Index));
        resources = [.. numbered.Select(n => n.Resource)];
    }

    private static string NameOf(BuildResource resource) => $"{resource.Root.Origin.File.Path}:{resource.Root.Origin.Span.Line}";
}
