using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Rules.Access;

/// <summary>CSEC5050: the engine's socket, settings and keys are open to nobody else (CIS Docker 3.6, 3.12, 3.14, 3.16, 3.18).</summary>
internal sealed class DaemonFilePermissions() : Rule(new("CSEC5050", "daemon-file-permissions", Severity.High,
    "File of the engine is open to others",
    "Take the permissions away: chmod 660 the socket, 644 daemon.json, 755 its folder, 444 certificates, 400 keys.")
{
    References = ["CIS Docker 3.6", "CIS Docker 3.12", "CIS Docker 3.14", "CIS Docker 3.16", "CIS Docker 3.18", "NIST SP 800-190 3.5.5"],
}), IJudges<DockerDaemon>
{
    private const int OctalDigit = 8;

    public void Judge(DockerDaemon daemon, RuleContext context)
    {
        foreach (NodeView file in daemon.Files.ReadKnown(f => f))
            if (ReadMode(file.Text("Mode")) is { } mode && Allowed(file.Text("Use")) is { } allowed && (mode & ~allowed) != 0)
                context.Report(
                    file.Text("Mode"),
                    $"The engine's {Name(file)} '{file.Text("Path")}' has the permissions {Octal(mode)}, so others of the host have more of it than they need. Allowed: {Octal(allowed)} or less.");
    }

    private static int? Allowed(Field<string> use) => use.Or("") switch
    {
        "socket" => Bits("660"),
        "settings" => Bits("644"),
        "folder" => Bits("755"),
        "certificate" => Bits("444"),
        "key" => Bits("400"),
        _ => null,
    };

    private static string Name(NodeView file) => file.Text("Use") is var use && use.Is("settings") ? "settings file" : use.Or("file");

    private static int? ReadMode(Field<string> mode) =>
        mode.IsKnown && mode.Value.Length is > 0 and <= 4 && mode.Value.All(c => c is >= '0' and <= '7') ? Bits(mode.Value) : null;

    private static int Bits(string octal) => Convert.ToInt32(octal, OctalDigit);

    private static string Octal(int mode) => Convert.ToString(mode, OctalDigit).PadLeft(3, '0');
}
