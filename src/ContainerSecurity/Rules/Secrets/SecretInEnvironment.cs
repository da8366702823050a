using ContainerSecurity.Resources;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4002: variables with a credential's name have no literal value (CIS Kubernetes 5.4.1, NIST SP 800-190 3.1.4).</summary>
internal sealed class SecretInEnvironment() : Rule(new(Id, "secret-in-environment", Severity.High,
    "Credential in an environment variable",
    "Take the value from a Secret, best as a mounted file.")
{
    PointsAtSecret = true,
    References = ["CIS Kubernetes 5.4.1", "NSA/CISA Kubernetes Hardening: Secrets", "NIST SP 800-190 3.1.4"],
}), IJudges<Container>
{
    /// <summary>The rule's ID.</summary>
    internal const string Id = "CSEC4002";

    public void Judge(Container container, RuleContext context) => context.ReportCredentials(container);

    /// <summary>The variables of a container.</summary>
    internal static IEnumerable<NamedCredential> In(Workload workload, Container container)
    {
        foreach (EnvironmentVariable variable in container.Environment)
            if (variable.Name.Is(SecretName.IsCredential) && variable.Value.Is(ValueReference.IsLiteral))
                yield return new NamedCredential(Id, workload, container, variable.Value.Location, variable.Value.Value)
                {
                    IsWhole = true,
                    NeedsSecret = container.IsThrownAway,
                    IsField = workload.Platform == Platform.Kubernetes,
                    Said = _ => $"{container} has the credential {variable.Name} as a literal value of the manifest.",
                };
    }
}
