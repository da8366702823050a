using ContainerSecurity.Docker.Access.Compiled;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access.Decisions;

/// <summary>What entries let see.</summary>
internal static class Visibilities
{
    /// <summary>The objects of a kind that entries let see.</summary>
    public static DockerVisibility Of(IReadOnlyList<CompiledEntry> entries, DockerObjectKind kind)
    {
        (int list, int inspect) = Seeing(kind);
        return new DockerVisibility(entries.Where(e => e.Permits(list) || e.Permits(inspect)).Select(e => e.Scope));
    }

    /// <summary>Returns whether entries let see an object.</summary>
    public static bool Sees(IReadOnlyList<CompiledEntry> entries, DockerObject target)
    {
        (int list, int inspect) = Seeing(target.Kind);
        foreach (CompiledEntry entry in entries)
            if ((entry.Permits(list) || entry.Permits(inspect)) && (entry.Scope.Holds(target, forChange: false) || DockerVisibility.IsPredefined(target)))
                return true;
        return false;
    }

    /// <summary>The actions by which something of a kind is seen; a command in a container is seen by who sees the container.</summary>
    private static (int List, int Inspect) Seeing(DockerObjectKind kind)
    {
        string word = kind == DockerObjectKind.Exec ? "container" : kind.ToString().ToLowerInvariant();
        return (DockerEndpoints.NumberOf(word + ".list"), DockerEndpoints.NumberOf(word + ".inspect"));
    }
}
