using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Compose;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;
using ContainerSecurity.Secrets;

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
    private const string Allowed = "Allowed: RUN --mount=type=secret";

    /// <inheritdoc/>
    protected override void Evaluate(Instruction instruction, Dockerfile dockerfile, RuleContext context)
    {
        foreach (BuildVariable variable in instruction.Variables)
            if (IsCredential(instruction.Name, variable))
                context.Report(variable.Value, $"{instruction.Name} '{variable.Name}' is a credential by its name, and stays in the image's configuration or history. {Allowed}.");
        foreach (Field<string> source in instruction.Name is "COPY" or "ADD" && instruction.Flag("from") is null ? RemoteSource.SourcesOf(instruction) : [])
            if (source.Is(BuildSecret.IsFile))
                context.Report(source, $"{instruction.Name} takes '{source}', a file of credentials, into a layer. {Allowed}.");
        foreach (ShellCommand command in instruction.Script.Commands)
            if (BuildSecret.In(command) is var (word, name))
                context.Report(word, $"{instruction.Name} holds {name} for {(command.Name.Length > 0 ? command.Name : "a variable")}, and stays in the image's history. {Allowed}.");
    }

    private protected override bool JudgesServices => true;

    /// <summary>Without a value the argument is given one elsewhere, but stays in the image all the same.</summary>
    private protected override void Evaluate(ComposeService service, Workload workload, RuleContext context)
    {
        foreach (EnvironmentVariable argument in service.BuildArguments)
            if (argument.Name.Is(BuildSecret.IsName) && !argument.Value.Is(BuildSecret.IsReference))
                context.Report(argument.Value, $"The build of service '{workload.Name}' takes '{argument.Name}' as an argument, a credential by its name, which stays in the image's history. Allowed: 'secrets' of the build.");
    }

    /// <summary>An ARG counts without a value too, for it is there to be given one, and the history keeps it.</summary>
    private static bool IsCredential(string instruction, BuildVariable variable) =>
        instruction == "LABEL"
            ? SecretName.IsCredential(variable.Name) && variable.Value.Is(CredentialValue.IsLiteral)
            : BuildSecret.IsName(variable.Name) && !variable.Value.Is(BuildSecret.IsReference);
}
