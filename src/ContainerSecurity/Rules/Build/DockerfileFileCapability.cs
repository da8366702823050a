using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8038: programs get no rights of root by their file (CIS Docker 4.8).</summary>
internal sealed class DockerfileFileCapability() : Rule(new("CSEC8038", "dockerfile-file-capability", Severity.Medium,
    "Gives a program capabilities",
    "Give the container the capability it needs, or use ports above 1023.")
{
    References = ["CIS Docker 4.8", "CIS Docker 5.3"],
}), IJudges<ShellCommand>
{
    private const string Harmless = "cap_net_bind_service";

    public void Judge(ShellCommand command, RuleContext context)
    {
        if (command.Name != "setcap" || command.Has("-r", "-v"))
            return;
        if (command.Arguments.FirstOrDefault(a => a.Text.Length > 0 && a.Text[0] != '-') is { } granted)
            context.Report(
                command,
                $"setcap gives whoever runs the program '{granted}', rights of root that dropping capabilities of the "
                    + $"user does not take. Allowed: programs without file capabilities.",
                granted.IsLiteral && NamesOf(granted.Text).All(n => n == Harmless) ? Severity.Low : null);
    }

    private static IEnumerable<string> NamesOf(string capabilities) =>
        capabilities.Split([' '], StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(c => c.Split('=', '+', '-')[0].Split(','))
            .Select(n => n.ToUpperInvariant())
            .Select(n => n == "CAP_NET_BIND_SERVICE" ? Harmless : n);
}
