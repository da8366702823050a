using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Projects;

namespace ContainerSecurity.Rules.Images;

/// <summary>CSEC1018: values of variables reach the images of several platforms whole (dotnet/sdk#55414).</summary>
internal sealed class ProjectValueCut() : Rule(new("CSEC1018", "project-value-cut", Severity.Medium,
    "Value of a variable is cut where images of several platforms are built",
    "Build one platform at a time, by ContainerRuntimeIdentifier, or give the variable where the container is run.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<ContainerProject>
{
    public void Judge(ContainerProject project, RuleContext context)
    {
        foreach (EnvironmentVariable variable in project.HandedOn)
            if (variable.Value.Is(v => v.IndexOf(':') >= 0))
                context.Report(
                    variable.Value,
                    $"The SDK hands the variable {variable.Name} to the build of each platform and cuts its value at the first colon: "
                        + $"the images hold its beginning alone. Allowed: values without a colon, or a build for each platform.");
            else if (variable.Value.Is(v => v.IndexOf(';') >= 0))
                context.Report(
                    variable.Value,
                    $"The SDK hands the variable {variable.Name} to the build of each platform as part of a list and parts its value at the semicolon. "
                        + $"Allowed: values without a semicolon, or a build for each platform.");
    }
}
