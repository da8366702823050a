using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Compose;

namespace ContainerSecurity.Resources.Docker;

/// <summary>Options of <c>docker run</c>, and of <c>podman run</c>, as the settings of a container that they make.</summary>
internal static class RunOptions
{
    private const string Socket = "/var/run/docker.sock";

    /// <summary>Options without a value; all others take one, in the same word or the next.</summary>
    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal)
    {
        "--detach", "--interactive", "--tty", "--rm", "--init", "--privileged", "--read-only", "--no-healthcheck", "--oom-kill-disable", "--publish-all",
        "--sig-proxy", "--quiet", "--disable-content-trust", "--use-api-socket", "--help", "--replace", "--http-proxy", "--no-hosts", "--systemd",
        "--no-hostname", "--tls-verify", "--read-only-tmpfs", "--env-host", "--rmi", "--passwd",
    };

    /// <summary>Options that set one text.</summary>
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["--network"] = "NetworkMode",
        ["--net"] = "NetworkMode",
        ["--pid"] = "PidMode",
        ["--ipc"] = "IpcMode",
        ["--uts"] = "UTSMode",
        ["--userns"] = "UsernsMode",
        ["--cgroupns"] = "CgroupnsMode",
        ["--cgroup-parent"] = "CgroupParent",
        ["--runtime"] = "Runtime",
        ["--user"] = "User",
        ["-u"] = "User",
    };

    /// <summary>Options that add to a list.</summary>
    private static readonly Dictionary<string, string> Lists = new(StringComparer.Ordinal)
    {
        ["--cap-add"] = "CapAdd",
        ["--cap-drop"] = "CapDrop",
        ["--security-opt"] = "SecurityOpt",
        ["--volume"] = "Binds",
        ["-v"] = "Binds",
        ["--group-add"] = "GroupAdd",
        ["--add-host"] = "ExtraHosts",
        ["--device-cgroup-rule"] = "DeviceCgroupRules",
        ["--entrypoint"] = "Entrypoint",
    };

    /// <summary>Whether an option takes no value.</summary>
    /// <param name="name">The option with its dashes.</param>
    public static bool IsFlag(string name) => Flags.Contains(name);

    /// <summary>Whether an option is one of those that are read.</summary>
    /// <param name="name">The option with its dashes.</param>
    public static bool Knows(string name) => Flags.Contains(name) || Texts.ContainsKey(name) || Lists.ContainsKey(name);

    /// <summary>Puts an option into a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="name">The option with its dashes.</param>
    /// <param name="value">Its value; the option itself where it has none. One that is no text is not known.</param>
    /// <param name="hasValue">Whether a value is written.</param>
    public static void Set(BodyDraft body, string name, DocumentNode value, bool hasValue)
    {
        string? text = (value as ScalarNode)?.Text;
        if (Texts.TryGetValue(name, out string? key))
            body.Set(key, text is null ? value : DerivedNodes.Text(value, key == "NetworkMode" ? NetworkOf(text) : text));
        else if (Lists.TryGetValue(name, out string? list))
            AddTo(body, list, value, text);
        else
            SetOther(body, name, value, text, hasValue);
    }

    private static void SetOther(BodyDraft body, string name, DocumentNode value, string? text, bool hasValue)
    {
        switch (name)
        {
            case "--privileged":
                body.Set("Privileged", Boolean(value, hasValue ? text : "true"));
                break;
            case "--read-only":
                body.Set("ReadonlyRootfs", Boolean(value, hasValue ? text : "true"));
                break;
            case "--publish-all" or "-P":
                body.Set("PublishAllPorts", Boolean(value, hasValue ? text : "true"));
                break;
            case "--use-api-socket" when !hasValue || text != "false":
                body.Add("Binds", DerivedNodes.Text(value, $"{Socket}:{Socket}"));
                break;
            case "--env" or "-e":
                ContainerSettings.AddVariable(body, value, text);
                break;
            case "--env-file":
                body.Open("Env");
                break;
            case "--mount":
                ContainerSettings.AddMount(body, value, text);
                break;
            case "--device":
                ContainerSettings.AddDevice(body, value, text);
                break;
            case "--gpus":
                body.Add("DeviceRequests", value is ScalarNode ? DerivedNodes.Object(value, [("Driver", DerivedNodes.Text(value, "gpu"))], isOpen: true) : value);
                break;
            case "--publish" or "-p":
                ContainerSettings.AddPort(body, value, text);
                break;
            case "--sysctl" when text is not null && text.IndexOf('=') is > 0 and var equals:
                body.Add("Sysctls", text.Substring(0, equals), DerivedNodes.Text(value, text.Substring(equals + 1)));
                break;
            case "--memory" or "-m":
                body.Set("Memory", Number(value, text is null ? null : ComposeScalars.Bytes(text)));
                break;
            case "--cpus":
                body.Set("NanoCpus", Number(value, NanosOf(text)));
                break;
            case "--pids-limit":
                body.Set("PidsLimit", Number(value, long.TryParse(text, out long pids) ? pids : null));
                break;
            case "--restart":
                ContainerSettings.SetRestart(body, value, text);
                break;
            case "--health-cmd":
                body.Set("Healthcheck", ContainerSettings.HealthCheck(value, text == "none" ? "NONE" : "CMD-SHELL"));
                break;
            case "--no-healthcheck":
                body.Set("Healthcheck", ContainerSettings.HealthCheck(value, "NONE"));
                break;
        }
    }

    /// <summary>A boolean as Go reads it; one that is not known, or none, is unknown.</summary>
    public static DocumentNode Boolean(DocumentNode value, string? text) => text switch
    {
        "true" or "1" or "t" or "T" or "True" or "TRUE" => DerivedNodes.Plain(value, "true"),
        "false" or "0" or "f" or "F" or "False" or "FALSE" => DerivedNodes.Plain(value, "false"),
        _ => DerivedNodes.Unknown(value),
    };

    private static void AddTo(BodyDraft body, string list, DocumentNode value, string? text)
    {
        if (text is null)
            body.Add(list, DerivedNodes.Unknown(value));
        else if (list is "CapAdd" or "CapDrop")
            foreach (string capability in text.Split(','))
                body.Add(list, DerivedNodes.Text(value, capability.Trim()));
        else if (list == "SecurityOpt" && (text is "unmask=ALL" or "unmask=all"))
            body.Add(list, DerivedNodes.Text(value, "systempaths=unconfined"));
        else
            body.Add(list, DerivedNodes.Text(value, text));
    }

    /// <summary>The network in <c>name=host,alias=db</c>, and in Podman's <c>host:options</c>.</summary>
    private static string NetworkOf(string text)
    {
        if (text.IndexOf('=') < 0 || text.StartsWith("container:", StringComparison.Ordinal))
            return text.StartsWith("host:", StringComparison.Ordinal) ? "host" : text;
        string? named = Array.Find(text.Split(','), p => p.StartsWith("name=", StringComparison.Ordinal));
        return named?.Substring("name=".Length) ?? text;
    }

    private static DocumentNode Number(DocumentNode value, long? number) =>
        number is { } known ? DerivedNodes.Plain(value, known.ToString(CultureInfo.InvariantCulture)) : DerivedNodes.Unknown(value);

    private static long? NanosOf(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal cpus) && cpus < 1_000_000
            ? (long)(cpus * 1_000_000_000)
            : null;
}
