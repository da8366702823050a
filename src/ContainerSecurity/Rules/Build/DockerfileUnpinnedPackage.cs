using ContainerSecurity.Resources.Shell;
using ContainerSecurity.Rules.Build.Packages;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8007: packages are installed in a version (NIST SP 800-190 3.1.1).</summary>
internal sealed class DockerfileUnpinnedPackage() : Rule(new("CSEC8007", "dockerfile-unpinned-package", Severity.Low,
    "Package without a version",
    "Write the version of each package, such as curl=7.88.1-10+deb12u12 or requests==2.32.3.")
{
    References = ["NIST SP 800-190 3.1.1"],
}), IJudges<ShellCommand>
{
    public void Judge(ShellCommand command, RuleContext context)
    {
        if (PackageCommand.Of(command) is not { } package)
            return;
        ShellWord[] open = [.. package.Unpinned()];
        if (open.Length > 0)
            context.Report(
                open[0],
                $"'{package}' installs {string.Join(", ", open.Select(p => $"'{p}'"))} in whatever version is newest, "
                    + $"so that two builds differ. Allowed: a version.");
    }
}
