using ContainerSecurity.Resources;

namespace ContainerSecurity.Access.Paths;

/// <summary>Takes an inventory of objects as they come, and lets their documents go. It is built once.</summary>
public sealed class ClusterInventoryBuilder
{
    private readonly ClusterInventory inventory;
    private readonly List<WorkloadSummary> workloads = [];
    private readonly List<RbacGap> gaps = [];
    private bool isBuilt;

    /// <summary>Begins an inventory.</summary>
    /// <param name="options">How objects are taken; null for the defaults.</param>
    public ClusterInventoryBuilder(RbacOptions? options = null) =>
        inventory = new ClusterInventory((options ?? new RbacOptions()).DefaultNamespace) { Gaps = gaps };

    /// <summary>Takes what paths need of a resource; roles, bindings and what another object made are passed over.</summary>
    /// <param name="resource">The resource.</param>
    public void Add(Resource resource) => inventory.Add(resource ?? throw new ArgumentNullException(nameof(resource)), workloads);

    /// <summary>Takes note of what could not be seen.</summary>
    /// <param name="gap">What it is, and why.</param>
    public void Add(RbacGap gap) => gaps.Add(gap ?? throw new ArgumentNullException(nameof(gap)));

    /// <summary>Gives the inventory.</summary>
    /// <exception cref="InvalidOperationException">It was given before.</exception>
    public ClusterInventory Build()
    {
        if (isBuilt)
            throw new InvalidOperationException("An inventory is built once.");
        isBuilt = true;
        inventory.Add(workloads);
        return inventory;
    }
}
