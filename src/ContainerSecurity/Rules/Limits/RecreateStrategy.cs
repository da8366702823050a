using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6028: Deployments are updated pod by pod.</summary>
internal sealed class RecreateStrategy() : Rule(new("CSEC6028", "recreate-strategy", Severity.Low,
    "All pods stop for an update",
    "Set 'strategy.type: RollingUpdate'.")
{
    IsKubernetesOnly = true,
}), IJudges<Workload>, ICelRule
{
    public void Judge(Workload workload, RuleContext context)
    {
        if (workload.Kind is not ("Deployment" or "DeploymentConfig"))
            return;
        Field<string> type = workload.Root["spec"]["strategy"].Text("type");
        if (type.Is(t => t is not ("" or "RollingUpdate" or "Rolling")))
            context.Report(
                type,
                $"{workload} is updated by the strategy {type} and not pod by pod, so that nothing serves in between. "
                    + $"Allowed: {(workload.Kind == "Deployment" ? "RollingUpdate" : "Rolling")}.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects(AdmissionResources.Deployments, "!(object.?spec.?strategy.?type.orValue('') in ['', 'RollingUpdate', 'Rolling'])")
        .JudgingOnly("object.?spec.?strategy.?type");
}
