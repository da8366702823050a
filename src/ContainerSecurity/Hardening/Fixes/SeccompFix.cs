using ContainerSecurity.Hardening.Changes;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Hardening.Fixes;

/// <summary>Gives the pod the runtime's own seccomp profile (CSEC2010); single containers where others must not get it.</summary>
internal sealed class SeccompFix : IFix
{
    private const string Annotation = "seccomp.security.alpha.kubernetes.io/";
    private static readonly string[] Keys = ["securityContext", "seccompProfile", "type"];

    public IReadOnlyList<string> Rules { get; } = ["CSEC2010"];

    public void Apply(FixContext context)
    {
        Workload workload = context.Workload;
        string? obstacle = context.SystemObstacle
            ?? (context.IsCompose ? "a compose file has no such field"
                : workload.PodAnnotations.Entries.Any(a => a.Key.Contains(Annotation)) ? "annotations say what the profile is; move them to the fields first"
                : null);
        bool isForAll = workload.Security.SeccompType.IsMissing
            && workload.Containers.Where(c => !c.Security.SeccompType.IsKnown).All(context.Found.Contains);
        var profile = PlannedValue.Single("RuntimeDefault", isText: true);
        foreach (PolicyFinding finding in context.Findings)
            if (obstacle is not null)
                context.Leave(finding, obstacle);
            else
                context.Set(finding, isForAll ? context.InPod(Keys) : context.Plan.TokensOf(finding.Finding.Location.Path), profile);
    }
}
