using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Projects;
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
}), IJudges<Container>, IJudges<ContainerProject>
{
    /// <summary>The rule's ID.</summary>
    internal const string Id = "CSEC4002";

    public void Judge(Container container, RuleContext context) => context.ReportCredentials(container);

    public void Judge(ContainerProject project, RuleContext context) => context.ReportCredentials(project);

    /// <summary>The variables of a container.</summary>
    internal static IEnumerable<NamedCredential> In(Workload workload, Container container) =>
        container.Environment.Count == 0 ? [] : In(container.Environment, workload, container, n => $"{container} has the credential {n} as a literal value of the manifest.")
            .Select(c => c with { NeedsSecret = container.IsThrownAway, IsField = workload.Platform == Platform.Kubernetes });

    /// <summary>The variables that a project puts into its image.</summary>
    internal static IEnumerable<NamedCredential> In(ContainerProject project) => In(
        project.Environment, project, project,
        n => $"The image of the project '{project.Name}' has the credential {n} as a literal value of a variable, which everybody who has the image reads.");

    private static IEnumerable<NamedCredential> In(IEnumerable<EnvironmentVariable> variables, Resource resource, object subject, Func<Field<string>, Message> say)
    {
        foreach (EnvironmentVariable variable in variables)
            if (variable.Name.Is(SecretName.IsCredential) && variable.Value.Is(ValueReference.IsLiteral))
                yield return new NamedCredential(Id, resource, subject, variable.Value.Location, variable.Value.Value)
                {
                    IsWhole = true,
                    Said = _ => say(variable.Name),
                };
    }
}
