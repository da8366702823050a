using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4002: variables with a credential's name have no literal value (CIS Kubernetes 5.4.1, NIST SP 800-190 3.1.4).</summary>
internal sealed class SecretInEnvironment() : Rule(new("CSEC4002", "secret-in-environment", Severity.High,
    "Credential in an environment variable",
    "Take the value from a Secret, best as a mounted file.")
{
    PointsAtSecret = true,
    References = ["CIS Kubernetes 5.4.1", "NSA/CISA Kubernetes Hardening: Secrets", "NIST SP 800-190 3.1.4"],
}), IJudges<Container>, IJudges<Dockerfile>
{
    public void Judge(Container container, RuleContext context)
    {
        foreach (EnvironmentVariable variable in container.Environment)
            if (variable.Name.Is(SecretName.IsCredential) && variable.Value.Is(ValueReference.IsLiteral))
                context.Report(variable.Value, $"{container} has the credential {variable.Name} as a literal value of the manifest.");
    }

    public void Judge(Dockerfile dockerfile, RuleContext context)
    {
        foreach (Instruction instruction in dockerfile.Instructions)
            if ((instruction.Trigger ?? instruction) is { Name: "ENV" } env)
                foreach (BuildVariable variable in env.Variables)
                    if (SecretName.IsCredential(variable.Name) && variable.Value.Is(ValueReference.IsLiteral))
                        context.Report(variable.Value, $"Every container of the image has the credential {variable.Name} as a literal value of its ENV.");
    }
}
