using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Isolation;

/// <summary>CSEC3004: volumes are not hostPath, PersistentVolumes neither (PSS baseline, CIS Kubernetes 5.2.12).</summary>
public sealed class HostPathVolume() : Rule<Resource>(new("CSEC3004", "host-path-volume", Severity.Medium,
    "Mounts a folder of the host",
    "Use a persistent volume claim, a configMap or an emptyDir instead.")
{
    PodSecurity = PodSecurityLevel.Baseline,
    References = ["PSS baseline: HostPath Volumes", "CIS Kubernetes 5.2.12", "NIST SP 800-190 3.5.5"],
})
{
    /// <inheritdoc/>
    protected override void Evaluate(Resource resource, RuleContext context)
    {
        if (resource is Workload workload)
        {
            foreach (Volume volume in workload.Volumes)
                if (volume.SourceType.Is("hostPath"))
                    context.Report(volume.Source, $"Volume '{volume.Name}' is the host's folder '{volume.HostPath}'. Allowed: any volume that is not of the host.");
            return;
        }
        NodeView hostPath = resource.Root["spec"]["hostPath"];
        if (resource.Kind == "PersistentVolume" && hostPath.Mapping is not null)
            context.Report(hostPath, $"PersistentVolume '{resource.Name}' is the host's folder '{hostPath.Text("path")}', which Pod Security does not see.");
    }
}
