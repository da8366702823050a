using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6031: finished Jobs are removed by themselves; those of a CronJob are by its history limits.</summary>
internal sealed class FinishedJobKept() : Rule(new("CSEC6031", "finished-job-kept", Severity.Low,
    "Finished job is kept for ever",
    "Set 'ttlSecondsAfterFinished'.")
{
    IsKubernetesOnly = true,
    IsOptional = true,
}), IJudges<Workload>, ICelRule
{
    private const string HookDeletion = "helm.sh/hook-delete-policy";

    public void Judge(Workload workload, RuleContext context)
    {
        if (workload.Kind != "Job" || workload.IsOwned || !workload.Annotations[HookDeletion].IsMissing)
            return;
        Field<long> time = workload.Root["spec"].Integer("ttlSecondsAfterFinished");
        if (time.IsMissing)
            context.Report(
                time,
                $"{workload} has no ttlSecondsAfterFinished: it and its pods are kept when it is done, until somebody removes them. "
                    + $"Allowed: a number of seconds.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects(AdmissionResources.Jobs, $$"""
            !object.?spec.?ttlSecondsAfterFinished.hasValue() && object.metadata.?ownerReferences.orValue([]).size() == 0 &&
            !object.metadata.?annotations[?'{{HookDeletion}}'].hasValue()
            """)
        .JudgingOnly("object.?spec.?ttlSecondsAfterFinished");
}
