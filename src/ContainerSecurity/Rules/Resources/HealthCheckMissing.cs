using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Rules.Resources;

/// <summary>CSEC6008: images, services and containers say how to see that their program works (CIS Docker 4.6, 5.27).</summary>
public sealed class HealthCheckMissing() : ContainerOrBuildRule(new("CSEC6008", "health-check-missing", Severity.Low,
    "No HEALTHCHECK",
    "Add a HEALTHCHECK, such as HEALTHCHECK CMD [\"/app\", \"--health\"].")
{
    References = ["CIS Docker 4.6", "CIS Docker 5.27"],
})
{
    private const string Allowed = "Allowed: any HEALTHCHECK but NONE.";

    private protected override bool JudgesImages => true;

    /// <inheritdoc/>
    protected override void Evaluate(Container container, RuleContext context)
    {
        if (container.HealthCheck.IsNot(true))
            context.Report(container.HealthCheck, $"Container '{container.Name}' has {(container.HealthCheck.IsMissing ? "no health check" : "its health check switched off")}: one whose program hangs goes on being used. Allowed: any test.");
    }

    /// <inheritdoc/>
    protected override void Evaluate(Dockerfile dockerfile, RuleContext context)
    {
        if (dockerfile.FinalStage is not { From: not null } stage)
            return;
        Instruction? check = stage.AllInstructions.LastOrDefault(i => i.Name == "HEALTHCHECK");
        if (check is null || check.Arguments is [{ Value: "NONE" or "none" }, ..])
            context.Report(stage, $"The {stage.Title} has no HEALTHCHECK: a container whose program hangs goes on being used. {Allowed}");
    }

    private protected override void Evaluate(Image image, RuleContext context)
    {
        if (image.HealthCheck.Items.Count == 0 || image.HealthCheck.Items[0].Is("NONE"))
            context.Report(image.HealthCheck, $"The image has no HEALTHCHECK: a container whose program hangs goes on being used. {Allowed}");
    }
}
