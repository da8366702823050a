using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Limits;

/// <summary>CSEC6030: a container has each environment variable once.</summary>
internal sealed class DuplicateEnvironmentVariable() : Rule(new("CSEC6030", "duplicate-environment-variable", Severity.Low,
    "Environment variable is set twice",
    "Keep one of the entries.")
{
    IsKubernetesOnly = true,
}), IJudges<Container>
{
    public void Judge(Container container, RuleContext context)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (EnvironmentVariable variable in container.Environment)
            if (variable.Name.IsKnown && !names.Add(variable.Name.Value))
                context.Report(
                    variable.Name,
                    $"{container} sets the environment variable '{variable.Name}' again: the later value hides the earlier one, "
                        + $"and either may be lost when the manifest is applied. Allowed: one entry a name.");
    }
}
