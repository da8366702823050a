using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Compose;

namespace ContainerSecurity.Resources.Docker;

/// <summary>Settings of a container that are one text for people and an object for the engine: variables, mounts, devices, ports.</summary>
internal static class ContainerSettings
{
    /// <summary>Adds <c>NAME=value</c>, or a name whose value comes from elsewhere.</summary>
    public static void AddVariable(BodyDraft body, DocumentNode value, string? text)
    {
        if (text is null)
            body.Open("Env");
        else
            body.Add("Env", DerivedNodes.Text(value, IsKnownValue(text) ? text : text.Split('=')[0]));
    }

    /// <summary>Adds a variable with its name and its value.</summary>
    /// <param name="body">The body.</param>
    /// <param name="name">The name.</param>
    /// <param name="value">The value; one that is no text, or has a hole, is not known.</param>
    public static void AddVariable(BodyDraft body, string name, DocumentNode value) =>
        body.Add("Env", DerivedNodes.Text(value, value is ScalarNode { IsTemplate: false, IsNull: false } text && IsKnownValue($"={text.Text}")
            ? $"{name}={text.Text}"
            : name));

    /// <summary>Adds <c>type=bind,source=/a,target=/b,readonly</c>.</summary>
    public static void AddMount(BodyDraft body, DocumentNode value, string? text)
    {
        if (text is null)
        {
            body.Open("Mounts");
            return;
        }
        var parts = new List<(string, DocumentNode)>();
        bool isReadOnly = false;
        foreach (string part in text.Split(','))
        {
            int equals = part.IndexOf('=');
            string key = (equals < 0 ? part : part.Substring(0, equals)).Trim().ToLowerInvariant(), given = equals < 0 ? "" : part.Substring(equals + 1).Trim();
            if (key is "readonly" or "ro")
                isReadOnly = given is not ("false" or "0");
            else if (KeyOf(key) is { } name && parts.TrueForAll(p => p.Item1 != name))
                parts.Add((name, DerivedNodes.Text(value, given)));
            else if (key is "bind-propagation")
                parts.Add(("BindOptions", DerivedNodes.Object(value, [("Propagation", DerivedNodes.Text(value, given))], isOpen: false)));
        }
        parts.Add(("ReadOnly", DerivedNodes.Plain(value, isReadOnly ? "true" : "false")));
        body.Add("Mounts", DerivedNodes.Object(value, parts, isOpen: false));
    }

    /// <summary>Adds a mount that is written as an object with the same words.</summary>
    public static void AddMount(BodyDraft body, MappingNode mount)
    {
        var parts = new List<(string, DocumentNode)>();
        foreach (MappingEntry entry in mount.Entries)
            if (KeyOf(entry.Key.ToLowerInvariant()) is { } name && parts.TrueForAll(p => p.Item1 != name))
                parts.Add((name, entry.Value is ScalarNode { IsTemplate: false } text ? DerivedNodes.Text(text, text.Text) : DerivedNodes.Unknown(entry.Value)));
            else if (entry.Key.ToLowerInvariant() is "readonly" or "ro")
                parts.Add(("ReadOnly", RunOptions.Boolean(entry.Value, (entry.Value as ScalarNode)?.Text)));
        body.Add("Mounts", DerivedNodes.Object(mount, parts, isOpen: true));
    }

    /// <summary>Adds <c>/dev/x:/dev/y:rwm</c>.</summary>
    public static void AddDevice(BodyDraft body, DocumentNode value, string? text) =>
        body.Add("Devices", text is null
            ? DerivedNodes.Unknown(value)
            : DerivedNodes.Object(value, [("PathOnHost", DerivedNodes.Text(value, text.TrimStart('-').Split(':')[0]))], isOpen: false));

    /// <summary>Adds <c>127.0.0.1:8080:80/tcp</c>; ranges stand for all their ports, of which the first one of the host counts.</summary>
    public static void AddPort(BodyDraft body, DocumentNode value, string? text)
    {
        if (text is null)
            return;
        foreach (PublishedPort port in PublishedPort.Parse(text, out _).Take(1))
            body.Add("PortBindings", $"{port.Target.ToString(CultureInfo.InvariantCulture)}/{port.Protocol}", DerivedNodes.List(value,
            [
                DerivedNodes.Object(
                    value,
                    [("HostIp", DerivedNodes.Text(value, port.HostIp)), ("HostPort", DerivedNodes.Text(value, port.Published.Split('-')[0]))],
                    isOpen: false),
            ], isOpen: false));
    }

    /// <summary>Sets <c>on-failure:3</c>.</summary>
    public static void SetRestart(BodyDraft body, DocumentNode value, string? text)
    {
        if (text is null)
        {
            body.Set("RestartPolicy", DerivedNodes.Unknown(value));
            return;
        }
        string[] parts = text.Split(':');
        (string, DocumentNode)[] entries = parts.Length > 1 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? [("Name", DerivedNodes.Text(value, parts[0])), ("MaximumRetryCount", DerivedNodes.Plain(value, parts[1]))]
            : [("Name", DerivedNodes.Text(value, parts[0]))];
        body.Set("RestartPolicy", DerivedNodes.Object(value, entries, isOpen: false));
    }

    /// <summary>A health check of a kind: <c>CMD-SHELL</c>, or <c>NONE</c>.</summary>
    public static DocumentNode HealthCheck(DocumentNode value, string kind) =>
        DerivedNodes.Object(value, [("Test", DerivedNodes.List(value, [DerivedNodes.Text(value, kind)], isOpen: false))], isOpen: false);

    private static string? KeyOf(string key) => key switch
    {
        "type" => "Type",
        "source" or "src" => "Source",
        "target" or "destination" or "dst" => "Target",
        _ => null,
    };

    /// <summary>Whether a value holds nothing that is filled in later: a variable, a command, an expression.</summary>
    private static bool IsKnownValue(string text)
    {
        int equals = text.IndexOf('=');
        return equals >= 0 && text.IndexOf('$', equals) < 0 && text.IndexOf('`', equals) < 0 && text.IndexOf("{{", equals, StringComparison.Ordinal) < 0;
    }
}
