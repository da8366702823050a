using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Resources;

/// <summary>CSEC6008: images say how to see that their program works (CIS Docker 4.6).</summary>
public sealed class HealthCheckMissing() : Rule<Dockerfile>(new("CSEC6008", "health-check-missing", Severity.Low,
    "No HEALTHCHECK",
    "Add a HEALTHCHECK, such as HEALTHCHECK CMD [\"/app\", \"--health\"].")
{
    References = ["CIS Docker 4.6"],
})
{
    /// <inheritdoc/>
    protected override void Evaluate(Dockerfile resource, RuleContext context)
    {
        if (resource.FinalStage is not { From: not null } stage)
            return;
        Instruction? check = stage.AllInstructions.LastOrDefault(i => i.Name == "HEALTHCHECK");
        if (check is null || check.Arguments is [{ Value: "NONE" or "none" }, ..])
            context.Report(stage, $"The {stage.Title} has no HEALTHCHECK: a container whose program hangs goes on being used. Allowed: any HEALTHCHECK but NONE.");
    }
}
