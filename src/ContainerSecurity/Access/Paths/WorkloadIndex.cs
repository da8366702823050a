namespace ContainerSecurity.Access.Paths;

/// <summary>Workloads by namespace and name; the empty namespace stands for all.</summary>
internal sealed class WorkloadIndex
{
    private readonly Dictionary<(string Namespace, string Name), List<InventoryWorkload>> byName = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> withController = new(StringComparer.Ordinal);

    public WorkloadIndex(IEnumerable<InventoryWorkload> workloads)
    {
        foreach (InventoryWorkload workload in workloads)
            foreach (string space in new[] { workload.Namespace, "" })
                Add(space, workload);
    }

    /// <summary>Whether any workload of a namespace is known.</summary>
    public bool HasAny(string space) => known.Contains(space);

    /// <summary>Whether a controller of a namespace is known.</summary>
    public bool HasController(string space) => withController.Contains(space);

    /// <summary>Whether a controller of a name is known.</summary>
    public bool HasController(string space, string name) => byName.TryGetValue((space, name), out List<InventoryWorkload>? list)
        && list.Exists(w => w.IsController);

    /// <summary>The workloads that a pod of a name may be of: itself, or the controller whose name its own begins with.</summary>
    public IEnumerable<InventoryWorkload> OfPod(string space, string pod)
    {
        for (int end = pod.Length; end > 0; end = pod.LastIndexOf('-', end - 1))
            if (byName.TryGetValue((space, pod.Substring(0, end)), out List<InventoryWorkload>? list))
                foreach (InventoryWorkload workload in list)
                    if (end == pod.Length || workload.IsController)
                        yield return workload;
    }

    private void Add(string space, InventoryWorkload workload)
    {
        known.Add(space);
        if (workload.IsController)
            withController.Add(space);
        if (!byName.TryGetValue((space, workload.Facts.Identity.Name), out List<InventoryWorkload>? list))
            byName.Add((space, workload.Facts.Identity.Name), list = []);
        list.Add(workload);
    }
}
