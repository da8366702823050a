using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>CSEC4010: Secrets are mounted as files (CIS Kubernetes 5.4.1).</summary>
internal sealed class SecretAsEnvironmentVariable() : Rule(new("CSEC4010", "secret-as-environment-variable", Severity.Low,
    "Secret passed as an environment variable",
    "Mount the Secret as a file.")
{
    IsKubernetesOnly = true,
    IsOptional = true,
    References = ["CIS Kubernetes 5.4.1", "NIST SP 800-190 3.1.4"],
}), IJudges<Container>, ICelRule
{
    public void Judge(Container container, RuleContext context)
    {
        foreach (EnvironmentVariable variable in container.Environment)
            if (variable.SecretName.IsKnown)
                context.Report(
                    variable.SecretName,
                    $"{container} takes {variable.Name} from a Secret into its environment, where every child process sees it.");
        foreach (Field<string> secret in container.EnvironmentFromSecrets)
            context.Report(secret, $"{container} takes the whole Secret '{secret}' into its environment.");
    }

    CelCheck ICelRule.InCel(CelContext context) => CelCheck.Containers("""
        c.?env.orValue([]).exists(e, e.?valueFrom.?secretKeyRef.?name.hasValue()) ||
        c.?envFrom.orValue([]).exists(e, e.?secretRef.?name.hasValue())
        """);
}
