using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Docker;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4007: builds leave no credentials behind (CIS Docker 4.10, NIST SP 800-190 3.1.4).</summary>
internal sealed class SecretInBuild() : Rule(new(Id, "secret-in-build", Severity.Critical,
    "Credential in a build",
    "Hand it over as RUN --mount=type=secret, which leaves nothing in the image or its history.")
{
    PointsAtSecret = true,
    References = ["CIS Docker 4.10", "NIST SP 800-190 3.1.4"],
}), IJudges<Instruction>, IJudges<BuildSettings>
{
    /// <summary>The rule's ID.</summary>
    internal const string Id = "CSEC4007";

    public void Judge(Instruction instruction, RuleContext context) => context.ReportCredentials(instruction);

    public void Judge(BuildSettings build, RuleContext context) => context.ReportCredentials(build);

    /// <summary>The arguments of a build. Without a value one is given elsewhere, but stays in the image all the same.</summary>
    internal static IEnumerable<NamedCredential> In(Resource resource, BuildSettings? build)
    {
        foreach (EnvironmentVariable argument in build?.Arguments ?? [])
            if (argument.Name.Is(BuildSecret.IsName) && !argument.Value.Is(BuildSecret.IsReference))
                yield return new NamedCredential(Id, resource, build!, argument.Value.Location, argument.Value.Or(""))
                {
                    IsWhole = true,
                    Kinds = NamedCredential.AllKinds,
                    Said = _ => $"The build of {build!.Owner} '{build.Name}' takes '{argument.Name}' as an argument, a credential by "
                        + $"its name, which stays in the image's history. Allowed: 'secrets' of the build.",
                };
    }
}
