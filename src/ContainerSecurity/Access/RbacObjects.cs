using ContainerSecurity.Access.Compiled;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Access;

/// <summary>Roles, bindings and service accounts, without the documents they were read from.</summary>
public sealed class RbacObjects
{
    /// <summary>Takes over objects.</summary>
    /// <param name="roles">Roles and ClusterRoles. Several of one name add up: which of them a cluster will have is not known.</param>
    /// <param name="bindings">RoleBindings and ClusterRoleBindings.</param>
    /// <param name="serviceAccounts">Service accounts as subjects.</param>
    public RbacObjects(IEnumerable<RbacRole> roles, IEnumerable<RbacBinding> bindings, IEnumerable<RbacSubject>? serviceAccounts = null)
    {
        Roles = [.. roles ?? throw new ArgumentNullException(nameof(roles))];
        Bindings = [.. bindings ?? throw new ArgumentNullException(nameof(bindings))];
        ServiceAccounts = [.. serviceAccounts ?? []];
    }

    /// <summary>Roles and ClusterRoles, in source order.</summary>
    public IReadOnlyList<RbacRole> Roles { get; }

    /// <summary>RoleBindings and ClusterRoleBindings, in source order.</summary>
    public IReadOnlyList<RbacBinding> Bindings { get; }

    /// <summary>Service accounts, in source order.</summary>
    public IReadOnlyList<RbacSubject> ServiceAccounts { get; }

    /// <summary>What could not be seen of the roles and bindings. Empty by default: then what is not here is not there.</summary>
    public IReadOnlyList<RbacBlindSpot> Unseen { get; init; } = [];

    /// <summary>What keeps a kind in a namespace from being known; null where all of it was seen.</summary>
    internal RbacBlindSpot? SpotOver(string kind, string? @namespace) => Unseen.FirstOrDefault(s => s.Hides(kind, @namespace));

    /// <summary>Takes the objects out of resources; others are passed over.</summary>
    /// <param name="resources">The resources.</param>
    /// <param name="options">How objects are taken; null for the defaults.</param>
    public static RbacObjects Read(IEnumerable<Resource> resources, RbacOptions? options = null)
    {
        var reader = new RbacObjectReader(options ?? new RbacOptions());
        foreach (Resource resource in resources ?? throw new ArgumentNullException(nameof(resources)))
            reader.Read(resource);
        return new RbacObjects(reader.Roles, reader.Bindings, reader.ServiceAccounts);
    }
}
