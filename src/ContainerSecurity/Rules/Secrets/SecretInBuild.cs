using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Compose;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4007: builds leave no credentials behind (CIS Docker 4.10, NIST SP 800-190 3.1.4).</summary>
internal sealed class SecretInBuild() : Rule(new("CSEC4007", "secret-in-build", Severity.Critical,
    "Credential in a build",
    "Hand it over as RUN --mount=type=secret, which leaves nothing in the image or its history.")
{
    PointsAtSecret = true,
    References = ["CIS Docker 4.10", "NIST SP 800-190 3.1.4"],
}), IJudges<Instruction>, IJudges<ComposeService>
{
    public void Judge(Instruction instruction, RuleContext context)
    {
        foreach (BuildCredential credential in BuildCredential.In(instruction, context.Secrets))
            context.Report(credential, $"{instruction.Name} {credential.Description}. Allowed: RUN --mount=type=secret.");
    }

    /// <summary>Without a value the argument is given one elsewhere, but stays in the image all the same.</summary>
    public void Judge(ComposeService service, RuleContext context)
    {
        Workload workload = context.Within<Workload>();
        foreach (EnvironmentVariable argument in service.BuildArguments)
            if (argument.Name.Is(BuildSecret.IsName) && !argument.Value.Is(BuildSecret.IsReference))
                context.Report(
                    argument.Value,
                    $"The build of service '{workload.Name}' takes '{argument.Name}' as an argument, a credential by "
                        + $"its name, which stays in the image's history. Allowed: 'secrets' of the build.");
    }
}
