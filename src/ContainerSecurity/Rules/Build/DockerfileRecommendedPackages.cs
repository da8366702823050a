using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;
using ContainerSecurity.Rules.Build.Packages;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8030: images hold what they need.</summary>
internal sealed class DockerfileRecommendedPackages() : Rule(new("CSEC8030", "dockerfile-recommended-packages", Severity.Info,
    "Recommended packages are installed too",
    "Add --no-install-recommends, and name what is needed.")
{
    References = ["NIST SP 800-190 3.1.2", "NIST SP 800-190 3.1.1"],
}), IJudges<ShellCommand>
{
    private static readonly string[] Off = ["--no-install-recommends", "--without-recommends", "-R"];

    public void Judge(ShellCommand command, RuleContext context)
    {
        if (command.Name is "apt-get" or "apt" or "aptitude"
            && PackageCommand.Of(command) is { Installs: true, Packages.Count: > 0 } package
            && !command.Has(Off)
            && !PackageSettings.LeaveRecommended(command)
            && !PackageSettings.LeaveRecommended(context.Within<Dockerfile>()))
            context.Report(
                command,
                $"'{package}' installs the packages that others recommend, which nobody asked for and everybody has "
                    + $"to patch. Allowed: --no-install-recommends.");
    }
}
