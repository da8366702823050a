using ContainerSecurity.Resources.Shell;
using ContainerSecurity.Rules.Build.Packages;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8010: builds do not upgrade everything.</summary>
internal sealed class DockerfileDistUpgrade() : Rule(new("CSEC8010", "dockerfile-dist-upgrade", Severity.Low,
    "Upgrades all packages",
    "Take a newer base image, and install the fixed version of a package by name.")
{
    References = ["NIST SP 800-190 3.1.1"],
}), IJudges<ShellCommand>
{
    public void Judge(ShellCommand command, RuleContext context)
    {
        if (PackageCommand.Of(command) is { Upgrades: true, Packages.Count: 0 } package)
            context.Report(
                command,
                $"'{package}' upgrades everything to whatever is newest today, so that two builds differ. Allowed: a newer base image, and single packages.");
    }
}
