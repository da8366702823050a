namespace ContainerSecurity.Kubernetes.Api;

/// <summary>Something of a cluster that could not be seen.</summary>
/// <param name="Kind">The kind with its group, such as <c>Deployment.apps</c>; a group alone, where not even its kinds are known.</param>
/// <param name="Namespace">The namespace; null where it is all of them.</param>
/// <param name="Message">What could not be seen, why, and what to do, in sentences.</param>
internal sealed record ClusterGap(string Kind, string? Namespace, string Message)
{
    /// <summary>Why a list failed, and what to do, without what that means for who reads it.</summary>
    public string Why { get; private init; } = "";

    public static ClusterGap OfList(ClusterKind kind, string? @namespace, ApiException why)
    {
        string where = @namespace is null ? "" : $" in the namespace '{@namespace}'";
        string help = why.IsForbidden ? $" Grant 'list' on '{kind.Resource}'{where}, or leave the kind out." : "";
        return new ClusterGap(kind.FullName, @namespace,
            $"The objects of kind {kind.FullName}{where} could not all be listed, so not all were judged: {Sentence(why.Message)}{help}")
        {
            Why = Sentence(why.Message) + help,
        };
    }

    public static ClusterGap OfWatch(ClusterKind kind, string? @namespace, ApiException why)
    {
        string where = @namespace is null ? "" : $" in the namespace '{@namespace}'";
        string help = why.IsForbidden ? $" Grant 'watch' on '{kind.Resource}'{where}, or leave the kind out." : "";
        return new ClusterGap(kind.FullName, @namespace,
            $"The objects of kind {kind.FullName}{where} could not be watched, so what is told of them may be out of date: {Sentence(why.Message)}{help}");
    }

    public static ClusterGap OfGroup(string group, string why) =>
        new(group, null, $"The API group '{group}' does not say what it serves, so none of its objects were judged: {Sentence(why)}");

    public static string Sentence(string text)
    {
        string line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        line = line.Length > 300 ? line[..300] + "…" : line;
        return line.EndsWith('.') || line.EndsWith('…') ? line : line + ".";
    }
}
