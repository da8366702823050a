using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Privileges;

/// <summary>CSEC2024: fields about security stand where Kubernetes reads them; elsewhere the API server drops them, and they protect nothing.</summary>
internal sealed class MisplacedSecurityField() : Rule(new("CSEC2024", "misplaced-security-field", Severity.Medium,
    "Security field where Kubernetes does not read it",
    "Move the field to where the message says; 'kubectl apply --validate=strict' refuses it.")
{
    IsKubernetesOnly = true,
    References = ["NSA/CISA Kubernetes Hardening: Pod security", "NIST SP 800-190 3.4.3"],
}), IJudges<Workload>
{
    /// <summary>Kinds whose own specification, around the pod's, is known to hold no field of a pod.</summary>
    private static readonly string[] Controllers = ["DaemonSet", "Deployment", "Job", "CronJob", "ReplicaSet", "ReplicationController", "StatefulSet"];

    public void Judge(Workload workload, RuleContext context)
    {
        if (Array.IndexOf(Controllers, workload.Kind) >= 0 && IsBuiltIn(workload))
            Judge(workload.Root["spec"], SecurityFieldPlace.Controller, null, context);
        Judge(workload.Pod, SecurityFieldPlace.Pod, null, context);
        Judge(workload.Pod["securityContext"], SecurityFieldPlace.PodSecurity, null, context);
        foreach (Container container in workload.Containers)
        {
            Judge(container.View, SecurityFieldPlace.Container, container, context);
            Judge(container.View["securityContext"], SecurityFieldPlace.ContainerSecurity, container, context);
        }
    }

    private static void Judge(NodeView at, SecurityFieldPlace place, Container? container, RuleContext context)
    {
        if (at.Mapping is not { } mapping)
            return;
        for (int i = 0; i < mapping.Entries.Count; i++)
        {
            ref readonly MappingEntry entry = ref mapping.EntryAt(i);
            if (SecurityFieldPlace.RightPlacesOf(entry.Key) is { } right && Array.IndexOf(right, place) < 0 && at.Node(entry.Key) is { IsMissing: false } field)
                context.Report(
                    field,
                    $"'{entry.Key}' stands in {place}, where Kubernetes has no such field, so it protects nothing. Allowed: in {string.Join(" or ", right.Select(r => $"{r}"))}.",
                    container: container);
        }
    }

    private static bool IsBuiltIn(Workload workload) => workload.Root.Text("apiVersion").Is(v =>
        v is "v1" || v.StartsWith("apps/", StringComparison.Ordinal) || v.StartsWith("batch/", StringComparison.Ordinal));
}
