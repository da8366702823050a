using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Analyzers.Roots;

namespace ContainerSecurity.Analyzers.Manifests;

/// <summary>What a patch is of: it does not say so itself, but its keys do.</summary>
internal static class PatchShape
{
    private static readonly string[] PodKeys =
        [
            "containers", "initContainers", "ephemeralContainers", "volumes", "hostNetwork", "hostPID", "hostIPC",
            "hostUsers", "shareProcessNamespace", "securityContext", "automountServiceAccountToken", "tolerations"
        ];

    /// <summary>The objects that a patch sets parts of: itself, or one for each operation of a JSON patch (RFC 6902).</summary>
    public static IEnumerable<MappingDraft> Split(Draft? patch) => patch switch
    {
        MappingDraft merge => [merge],
        SequenceDraft operations => operations.Items.OfType<MappingDraft>().Select(Result).OfType<MappingDraft>(),
        _ => [],
    };

    /// <summary>What an object with these keys is; null where the keys do not tell.</summary>
    public static Root? RootOf(MappingDraft patch)
    {
        (string kind, string version) = patch["spec"] switch
        {
            MappingDraft spec when spec["template"] is MappingDraft => ("Deployment", "apps/v1"),
            MappingDraft spec when spec["jobTemplate"] is MappingDraft => ("CronJob", "batch/v1"),
            MappingDraft spec when Array.Exists(PodKeys, k => spec[k] is not null) => ("Pod", "v1"),
            null when patch["rules"] is SequenceDraft => ("ClusterRole", "rbac.authorization.k8s.io/v1"),
            _ => ("", ""),
        };
        return kind.Length == 0 ? null : new Root(RootFormat.Kubernetes, kind, version, [], false);
    }

    /// <summary>What an operation adds or replaces, as the object that has it at its place; null for operations that set nothing.</summary>
    private static MappingDraft? Result(MappingDraft operation)
    {
        if (operation["op"] is not ScalarDraft { Text: "add" or "replace" }
            || operation["path"] is not ScalarDraft { Text: ['/', ..] path }
            || operation["value"] is not { } value)
            return null;
        Draft at = value;
        at.IsApart = true;
        string[] segments = path.Substring(1).Split('/');
        for (int i = segments.Length - 1; i >= 0; i--)
            at = segments[i] == "-" || (segments[i].Length > 0 && segments[i].All(char.IsDigit))
                ? ListOf(at)
                : ObjectOf(segments[i].Replace("~1", "/").Replace("~0", "~"), at);
        return at as MappingDraft;
    }

    private static SequenceDraft ListOf(Draft item)
    {
        var list = new SequenceDraft(item.Origin) { IsOpen = true };
        list.Items.Add(item);
        return list;
    }

    private static MappingDraft ObjectOf(string key, Draft value)
    {
        var mapping = new MappingDraft(value.Origin) { IsOpen = true };
        mapping.Set(key, value.Origin, value);
        return mapping;
    }
}
