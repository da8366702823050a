using System.Globalization;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8034: the number of a user does not fill the layer.</summary>
internal sealed class DockerfileHighUserId() : Rule(new("CSEC8034", "dockerfile-high-user-id", Severity.Info,
    "useradd with a high number fills the log of logins",
    "Add --no-log-init, or take a number of five digits.")
{
    References = ["NIST SP 800-190 3.1.2"],
}), IJudges<ShellCommand>
{
    private const long Highest = 99_999;

    public void Judge(ShellCommand command, RuleContext context)
    {
        if (command.Name != "useradd" || command.Has("--no-log-init") || OptionValues.HasLetter(command, 'l'))
            return;
        foreach (string value in OptionValues.Of(command, 'u', "uid"))
            if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > Highest)
                context.Report(
                    command,
                    $"useradd with the number {number} writes sparse logs of logins up to that number, which the layer "
                        + $"holds in full. Allowed: --no-log-init, or numbers up to {Highest}.");
    }
}
