using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5019: Docker daemons are reached over TCP only with TLS that verifies clients (CIS Docker 2.7).</summary>
internal sealed class DaemonUnauthenticated() : Rule(new("CSEC5019", "daemon-unauthenticated", Severity.Critical,
    "Docker daemon over plain TCP",
    "Use the daemon's Unix socket, SSH, or TCP with TLS on both sides (port 2376, --tlsverify).")
{
    References = ["CIS Docker 2.7", "NIST SP 800-190 3.5.5"],
}), IJudges<Container>, IJudges<DockerDaemon>
{
    private const string Allowed = "who reaches the port is root on its host. Allowed: a Unix socket, SSH, or TLS that verifies clients";

    private static readonly string[] HostOptions = ["-H", "--host"];

    public void Judge(Container container, RuleContext context)
    {
        bool verifies = container.Environment.Any(e => e.Name.Is("DOCKER_TLS_VERIFY") && !e.Value.Is(""));
        foreach (EnvironmentVariable variable in container.Environment)
            if (variable.Name.Is(DaemonAddress.Variable) && !verifies && variable.Value.Is(DaemonAddress.IsPlain))
                context.Report(variable.Value, $"The Docker daemon at '{variable.Value}' is used over plain TCP: {Allowed}.");
            else if (variable.Name.Is("DOCKER_TLS_CERTDIR") && variable.Value.Is(""))
                context.Report(variable.Value, $"The Docker daemon has its TLS switched off by an empty DOCKER_TLS_CERTDIR: {Allowed}.");
        Field<string>[] words = [.. container.Command.Items, .. container.Arguments.Items];
        if (words.Any(w => w.Is("--tlsverify") || w.Is("--tlsverify=true")))
            return;
        for (int i = 0; i < words.Length; i++)
            if (words[i].Is(w => IsPlainHost(i > 0 ? words[i - 1] : default, w)))
                context.Report(words[i], $"The Docker daemon at '{words[i]}' takes plain TCP, or TLS from any client: {Allowed}.");
    }

    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        if (daemon.Endpoint.Text("Address") is var address && address.Is(DaemonAddress.IsTcp) && daemon.Endpoint.Boolean("Verified").Is(false))
            context.Report(address, $"{daemon} is reached at '{address}' without a certificate of the client: {Allowed}.");
        foreach (Field<string> warning in daemon.Info.TextList("Warnings").Items)
            if (warning.Is(DaemonAddress.IsWarning))
                context.Report(warning, $"{daemon} says itself that its API is open over the network: {Allowed}.");
        if (daemon.Settings.Boolean("tlsverify").IsNot(true))
            foreach (Field<string> host in daemon.Settings.TextList("hosts").Items)
                if (host.Is(DaemonAddress.IsTcp))
                    context.Report(host, $"{daemon} listens at '{host}' without tlsverify: {Allowed}.");
    }

    private static bool IsPlainHost(Field<string> before, string word) =>
        (before.Is(b => HostOptions.Contains(b)) && DaemonAddress.IsPlain(word))
        || HostOptions.Any(o => word.StartsWith(o + "=", StringComparison.Ordinal) && DaemonAddress.IsPlain(word.Substring(o.Length + 1)));
}
