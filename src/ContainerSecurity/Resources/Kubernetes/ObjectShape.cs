using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Kubernetes;

/// <summary>Tells objects of Kubernetes from other documents, and says what one lacks that begins as an object.</summary>
internal static class ObjectShape
{
    private const string ListSuffix = "List";
    private static readonly HashSet<string> Kinds = new(StringComparer.Ordinal)
    {
        "Pod", "PodTemplate", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job",
        "CronJob", "DeploymentConfig", "Namespace", "ServiceAccount", "ConfigMap", "Secret",
        "PersistentVolume", "PersistentVolumeClaim", "Service", "Ingress", "NetworkPolicy", "PodDisruptionBudget",
        "HorizontalPodAutoscaler", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "List",
    };

    /// <summary>The kind of an object; null where it is not written.</summary>
    public static string? KindOf(MappingNode mapping) => Text(mapping, "kind");

    /// <summary>Whether a document is an object: its kind and its version are written.</summary>
    public static bool IsObject(DocumentNode document) =>
        document is MappingNode mapping && Text(mapping, "kind") is not null && Text(mapping, "apiVersion") is not null;

    /// <summary>Whether a kind is one of Kubernetes' own that rules speak of.</summary>
    public static bool IsKnownKind(string kind) => Kinds.Contains(kind);

    /// <summary>Whether a kind is that of a policy file or its tests, which need no version and describe no container.</summary>
    public static bool IsPolicyFile(string kind) => kind is "Policy" or "PolicyTest";

    /// <summary>Whether a key is this one to a person, in whatever case: <c>Kind</c>, <c>apiversion</c>, <c>api_version</c>.</summary>
    public static bool IsMeant(string key, string name) =>
        key.Length <= 2 * name.Length && string.Equals(key.Replace("_", "").Replace("-", "").Replace(" ", ""), name, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a document that is no object begins as one. Many files of other tools have a <c>kind</c> or an
    /// <c>apiVersion</c> too (pipelines, charts, dashboards); they have neither a spec nor metadata.
    /// </summary>
    public static bool BeginsAsObject(DocumentNode document)
    {
        if (document is not MappingNode { IsOpen: false } mapping)
            return false;
        DocumentNode? kind = Find(mapping, "kind"), version = Find(mapping, "apiVersion");
        bool hasBody = Find(mapping, "spec") is MappingNode || Find(mapping, "metadata") is MappingNode || Find(mapping, "items") is SequenceNode;
        return (kind, version) switch
        {
            (not null, not null) => true,
            (ScalarNode { Text: var own }, null) when IsPolicyFile(own) && Find(mapping, "spec") is null && Find(mapping, "items") is null => false,
            (not null, null) => hasBody || (kind is ScalarNode named && IsKnownKind(named.Text)),
            (null, not null) => hasBody || (version is ScalarNode { Text: var text } && text.IndexOf('/') > 0),
            _ => mapping["spec"] is MappingNode spec
                && mapping["metadata"] is MappingNode
                && (spec["containers"] is SequenceNode || spec["template"] is MappingNode),
        };
    }

    /// <summary>What keeps a document from being judged as an object.</summary>
    public static DocumentError Lack(DocumentNode document)
    {
        if (document is not MappingNode mapping)
            return new DocumentError(document.File.Path, document.Span, "The document is no object with 'apiVersion' and 'kind', so it was not judged.");
        string missing = Text(mapping, "kind") is null ? "kind" : "apiVersion";
        if (mapping[missing] is { } given and not ScalarNode { IsNull: true })
            return new DocumentError(given.File.Path, given.FieldSpan, given is ScalarNode { IsTemplate: true }
                ? $"The '{missing}' of the document is a template ({{{{ … }}}}), so it was not judged; render it first and scan the result."
                : $"The '{missing}' of the document is empty or no text, so it was not judged.");
        foreach (MappingEntry entry in mapping.Entries)
            if (entry.Key != missing && IsMeant(entry.Key, missing))
                return new DocumentError(
                    mapping.File.Path,
                    entry.KeySpan,
                    $"The document has no {missing}, so it was not judged; did you mean '{missing}' where it says '{entry.Key}'?");
        SourceSpan place = mapping.Entries.Count > 0 ? mapping.Entries[0].KeySpan : mapping.Span;
        return new DocumentError(
            mapping.File.Path,
            place,
            $"The document has no {missing}, so it was not judged; an object of Kubernetes has both 'apiVersion' and 'kind'.");
    }

    /// <summary>
    /// Says why no rule judged an object of Kubernetes' own groups that was meant to be judged: its kind is one that
    /// rules speak of in other letters (<c>pod</c>), or a list without items; null where neither is so.
    /// </summary>
    public static DocumentError? Unjudged(MappingNode mapping)
    {
        string kind = KindOf(mapping)!;
        if ((IsKnownKind(kind) && kind != ListSuffix) || !IsOwnVersion(Text(mapping, "apiVersion")!))
            return null;
        DocumentNode given = mapping["kind"]!;
        string? meant = Kinds.FirstOrDefault(k => IsMeant(kind, k)) ?? Kinds.Select(k => k + ListSuffix).FirstOrDefault(k => IsMeant(kind, k));
        return meant is null ? null : new DocumentError(given.File.Path, given.FieldSpan, meant == kind
            ? $"The '{kind}' has no list of 'items', so nothing in it was judged."
            : $"Kubernetes has no kind '{kind}', so the document was not judged; did you mean '{meant}'?");
    }

    /// <summary>Whether a version is of a group that Kubernetes itself serves: one whose name has no dot, or ends in <c>.k8s.io</c>.</summary>
    private static bool IsOwnVersion(string version)
    {
        string group = version.Substring(0, Math.Max(0, version.IndexOf('/')));
        return group.IndexOf('.') < 0 || group.EndsWith(".k8s.io", StringComparison.Ordinal);
    }

    private static string? Text(MappingNode mapping, string key) =>
        mapping[key] is ScalarNode { IsNull: false, IsTemplate: false, Text: { Length: > 0 } text } ? text : null;

    private static DocumentNode? Find(MappingNode mapping, string name)
    {
        foreach (MappingEntry entry in mapping.Entries)
            if (IsMeant(entry.Key, name))
                return entry.Value;
        return null;
    }
}
