using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Resources.Shell;
using ContainerSecurity.Rules.Build.Packages;

namespace ContainerSecurity.Rules.Build;

/// <summary>CSEC8019: images hold no remote login (CIS Docker 5.7, NIST SP 800-190 3.4.3).</summary>
internal sealed class DockerfileSshServer() : Rule(new("CSEC8019", "dockerfile-ssh-server", Severity.Medium,
    "Installs or starts a login server",
    "Leave it out; docker exec and kubectl exec do the same under control.")
{
    References = ["CIS Docker 5.7", "NIST SP 800-190 3.4.3"],
}), IJudges<Instruction>
{
    private static readonly string[] Packages = ["openssh-server", "openssh", "ssh", "dropbear", "tinyssh", "telnetd", "inetutils-telnetd", "telnet-server"];
    private static readonly string[] Servers = ["sshd", "dropbear", "telnetd", "in.telnetd"];
    private static readonly string[] Services = ["ssh", "sshd", "ssh.service", "sshd.service", "dropbear"];
    private static readonly char[] BeforeVersion = ['=', '<', '>', '~', '@', ':'];

    public void Judge(Instruction instruction, RuleContext context)
    {
        if (instruction.Name is not ("RUN" or "CMD" or "ENTRYPOINT"))
            return;
        foreach (ShellCommand command in instruction.Script.Commands)
            if (Package(command) is { } package)
                context.Report(
                    package,
                    $"'{package}' is a login server: a second way into the container, past its platform's roles and records. Allowed: images without one.");
            else if (Starts(command))
                context.Report(
                    command,
                    $"'{command.Name}' starts a login server: a second way into the container, past its platform's "
                        + $"roles and records. Allowed: images without one.");
    }

    private static ShellWord? Package(ShellCommand command) =>
        PackageCommand.Of(command) is { Installs: true } install
            ? install.Packages.FirstOrDefault(p => Packages.Contains(p.Text.Split(BeforeVersion)[0]))
            : null;

    private static bool Starts(ShellCommand command) =>
        (Servers.Contains(command.Name) && !command.Has("-t", "-T"))
        || (command.Name is "service" or "systemctl" or "rc-update" or "rc-service" && command.Has(Services));
}
