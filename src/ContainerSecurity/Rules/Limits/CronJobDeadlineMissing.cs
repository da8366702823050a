using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6025: a CronJob says how late a job may start.</summary>
internal sealed class CronJobDeadlineMissing() : Rule(new("CSEC6025", "cron-job-deadline-missing", Severity.Low,
    "CronJob without a deadline for starting",
    "Set 'startingDeadlineSeconds' to 10 or more.")
{
    IsKubernetesOnly = true,
}), IJudges<Workload>, ICelRule
{
    /// <summary>The controller looks every ten seconds; what has less time may never be started.</summary>
    private const long Fewest = 10;

    public void Judge(Workload workload, RuleContext context)
    {
        if (workload.Kind != "CronJob")
            return;
        Field<long> deadline = workload.Root["spec"].Integer("startingDeadlineSeconds");
        if (deadline.IsMissing)
            context.Report(
                deadline,
                $"{workload} has no startingDeadlineSeconds: after 100 missed schedules it is never started again. Allowed: at least {Fewest}.");
        else if (deadline.Is(d => d < Fewest))
            context.Report(
                deadline,
                $"{workload} has startingDeadlineSeconds: {deadline}, less than the time between two looks at the schedule. Allowed: at least {Fewest}.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects(AdmissionResources.CronJobs, $"object.?spec.?startingDeadlineSeconds.orValue(0) < {Fewest}")
        .JudgingOnly("object.?spec.?startingDeadlineSeconds");
}
