using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6014: containers that fail are started again a limited number of times (CIS Docker 5.15).</summary>
internal sealed class RestartPolicyUnbounded() : Rule(new("CSEC6014", "restart-policy-unbounded", Severity.Low,
    "Started again without end",
    "Set 'restart: on-failure:5', or 'max_attempts' beside 'condition: on-failure'.")
{
    References = ["CIS Docker 5.15"],
}), IJudges<Workload>
{
    public void Judge(Workload resource, RuleContext context)
    {
        if (resource.RestartPolicy.Is("OnFailure") && (resource.RestartAttempts.IsMissing || resource.RestartAttempts.Is(a => a <= 0)))
            context.Report(
                resource.RestartPolicy,
                $"{resource} is started again after each failure, however often: one that fails at once takes the "
                    + $"host's time without end. Allowed: a largest number of attempts, such as 5.");
    }
}
