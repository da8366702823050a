using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6008: images, services and containers say how to see that their program works (CIS Docker 4.6, 5.27).</summary>
internal sealed class HealthCheckMissing() : Rule(new("CSEC6008", "health-check-missing", Severity.Low,
    "No HEALTHCHECK",
    "Add a HEALTHCHECK, such as HEALTHCHECK CMD [\"/app\", \"--health\"].")
{
    References = ["CIS Docker 4.6", "CIS Docker 5.27"],
}), IJudges<Container>, IJudges<Dockerfile>, IJudges<Image>
{
    private const string Allowed = "Allowed: any HEALTHCHECK but NONE.";

    public void Judge(Container container, RuleContext context)
    {
        if (container.HealthCheck.IsNot(true))
            context.Report(
                container.HealthCheck,
                $"{container} has {(container.HealthCheck.IsMissing ? "no health check" : "its health check switched off")}: one whose program hangs goes on being used. Allowed: any test.");
    }

    public void Judge(Dockerfile dockerfile, RuleContext context)
    {
        if (dockerfile.FinalStage is not { From: not null } stage)
            return;
        Instruction? check = stage.AllInstructions.LastOrDefault(i => i.Name == "HEALTHCHECK");
        if (check is null || check.Arguments is [{ Value: "NONE" or "none" }, ..])
            context.Report(stage, $"The {stage.Title} has no HEALTHCHECK: a container whose program hangs goes on being used. {Allowed}");
    }

    public void Judge(Image image, RuleContext context)
    {
        if (image.HealthCheck.Items.Count == 0 || image.HealthCheck.Items[0].Is("NONE"))
            context.Report(image.HealthCheck, $"The image has no HEALTHCHECK: a container whose program hangs goes on being used. {Allowed}");
    }
}
