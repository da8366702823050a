using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4007: builds leave no credentials behind (CIS Docker 4.10, NIST SP 800-190 3.1.4).</summary>
public sealed class SecretInBuild() : InstructionRule(new("CSEC4007", "secret-in-build", Severity.Critical,
    "Credential in a build",
    "Hand it over as RUN --mount=type=secret, which leaves nothing in the image or its history.")
{
    PointsAtSecret = true,
    References = ["CIS Docker 4.10", "NIST SP 800-190 3.1.4"],
})
{
    /// <inheritdoc/>
    protected override void Evaluate(Instruction instruction, Dockerfile dockerfile, RuleContext context)
    {
        foreach (BuildCredential credential in BuildCredential.In(instruction, context.Secrets))
            context.Report(credential, $"{instruction.Name} {credential.Description}. Allowed: RUN --mount=type=secret.");
    }
}
