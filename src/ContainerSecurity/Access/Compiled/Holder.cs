namespace ContainerSecurity.Access.Compiled;

/// <summary>What one user or group holds, in the cluster and by namespace.</summary>
internal sealed class Holder
{
    private Dictionary<string, List<SubjectEntry>>? byNamespace;

    /// <summary>What is held in the whole cluster, by the bindings' numbers.</summary>
    public List<SubjectEntry> Cluster { get; } = [];

    /// <summary>The namespaces in which something is held.</summary>
    public IEnumerable<string> Namespaces => byNamespace?.Keys ?? Enumerable.Empty<string>();

    /// <summary>What is held in a namespace alone; null for nothing.</summary>
    public List<SubjectEntry>? In(string @namespace) =>
        byNamespace is not null && @namespace.Length > 0 && byNamespace.TryGetValue(@namespace, out List<SubjectEntry>? entries) ? entries : null;

    public void Add(string? @namespace, SubjectEntry entry)
    {
        if (@namespace is null)
        {
            Cluster.Add(entry);
            return;
        }
        byNamespace ??= new Dictionary<string, List<SubjectEntry>>(StringComparer.Ordinal);
        if (!byNamespace.TryGetValue(@namespace, out List<SubjectEntry>? entries))
            byNamespace.Add(@namespace, entries = new List<SubjectEntry>(1));
        entries.Add(entry);
    }
}
