using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Analyzers.Builders;

/// <summary>Options of <c>docker run</c> as the host configuration that they make.</summary>
internal static class RuntimeArguments
{
    private static readonly Dictionary<string, (string Key, bool IsList)> Options = new(StringComparer.Ordinal)
    {
        ["--network"] = ("NetworkMode", false),
        ["--net"] = ("NetworkMode", false),
        ["--pid"] = ("PidMode", false),
        ["--ipc"] = ("IpcMode", false),
        ["--uts"] = ("UTSMode", false),
        ["--userns"] = ("UsernsMode", false),
        ["--cgroupns"] = ("CgroupnsMode", false),
        ["--cap-add"] = ("CapAdd", true),
        ["--cap-drop"] = ("CapDrop", true),
        ["--security-opt"] = ("SecurityOpt", true),
        ["--volume"] = ("Binds", true),
        ["-v"] = ("Binds", true),
    };

    /// <summary>Whether an option, with or without its value, is one that is read.</summary>
    public static bool Knows(string option)
    {
        int equals = option.IndexOf('=');
        string name = equals < 0 ? option : option.Substring(0, equals);
        return name == "--privileged" || Options.ContainsKey(name);
    }

    /// <summary>Reads the options that are known.</summary>
    public static MappingDraft Read(SequenceDraft arguments)
    {
        var host = new MappingDraft(arguments.Origin) { IsOpen = true };
        for (int i = 0; i < arguments.Items.Count; i++)
        {
            if (arguments.Items[i] is not ScalarDraft { IsNull: false } argument)
                continue;
            int equals = argument.Text.IndexOf('=');
            string name = equals < 0 ? argument.Text : argument.Text.Substring(0, equals);
            string? value = equals < 0 ? null : argument.Text.Substring(equals + 1);
            if (name == "--privileged")
                host.Set("Privileged", argument.Origin, new ScalarDraft(argument.Origin, value ?? "true", ScalarStyle.Plain));
            else if (Options.TryGetValue(name, out (string Key, bool IsList) option) && ValueOf(arguments, argument, value, ref i) is { } given)
                Add(host, option.Key, option.IsList, given);
        }
        return host;
    }

    private static ScalarDraft? ValueOf(SequenceDraft arguments, ScalarDraft argument, string? value, ref int i) =>
        value is not null ? new ScalarDraft(argument.Origin, value, ScalarStyle.Quoted)
        : ++i < arguments.Items.Count ? arguments.Items[i] as ScalarDraft : null;

    private static void Add(MappingDraft host, string key, bool isList, ScalarDraft value)
    {
        if (!isList)
        {
            host.Set(key, value.Origin, value);
            return;
        }
        if (host[key] is not SequenceDraft list)
            host.Set(key, value.Origin, list = new SequenceDraft(value.Origin) { IsOpen = true });
        list.Items.Add(value);
    }
}
