using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Rules.Resources;

/// <summary>CSEC6008: images say how to see that their program works (CIS Docker 4.6).</summary>
public sealed class HealthCheckMissing() : Rule<Resource>(new("CSEC6008", "health-check-missing", Severity.Low,
    "No HEALTHCHECK",
    "Add a HEALTHCHECK, such as HEALTHCHECK CMD [\"/app\", \"--health\"].")
{
    References = ["CIS Docker 4.6"],
})
{
    private const string Allowed = "Allowed: any HEALTHCHECK but NONE.";

    internal override bool Judges(Resource resource) => resource is Dockerfile or Image && base.Judges(resource);

    /// <inheritdoc/>
    protected override void Evaluate(Resource resource, RuleContext context)
    {
        if (resource is Image image && (image.HealthCheck.Items.Count == 0 || image.HealthCheck.Items[0].Is("NONE")))
            context.Report(image.HealthCheck, $"The image has no HEALTHCHECK: a container whose program hangs goes on being used. {Allowed}");
        if (resource is Dockerfile { FinalStage: { From: not null } stage })
            Evaluate(stage, context);
    }

    private static void Evaluate(Stage stage, RuleContext context)
    {
        Instruction? check = stage.AllInstructions.LastOrDefault(i => i.Name == "HEALTHCHECK");
        if (check is null || check.Arguments is [{ Value: "NONE" or "none" }, ..])
            context.Report(stage, $"The {stage.Title} has no HEALTHCHECK: a container whose program hangs goes on being used. {Allowed}");
    }
}
