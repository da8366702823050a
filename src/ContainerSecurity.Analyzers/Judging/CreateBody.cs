using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Analyzers.Roots;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Analyzers.Judging;

/// <summary>Other words for a container of Docker — a swarm's service, a pull, a command in a container, Pulumi's inputs — as the body of the create-container call that means the same.</summary>
internal static class CreateBody
{
    /// <summary>Where a value stands, and where the create-container call has it.</summary>
    private static readonly Dictionary<RootFormat, (string From, string To)[]> Places = new()
    {
        [RootFormat.SwarmService] =
        [
            ("Image", "Image"), ("Env", "Env"), ("User", "User"), ("TTY", "Tty"), ("OpenStdin", "OpenStdin"),
            ("ReadOnly", "HostConfig.ReadonlyRootfs"), ("Mounts", "HostConfig.Mounts"), ("CapabilityAdd", "HostConfig.CapAdd"), ("CapabilityDrop", "HostConfig.CapDrop"), ("Sysctls", "HostConfig.Sysctls"),
        ],
        [RootFormat.Exec] = [("User", "User"), ("Env", "Env"), ("Privileged", "HostConfig.Privileged")],
        [RootFormat.Pulumi] =
        [
            ("image", "Image"), ("envs", "Env"), ("user", "User"), ("tty", "Tty"), ("stdinOpen", "OpenStdin"),
            ("privileged", "HostConfig.Privileged"), ("readOnly", "HostConfig.ReadonlyRootfs"), ("networkMode", "HostConfig.NetworkMode"), ("pidMode", "HostConfig.PidMode"),
            ("ipcMode", "HostConfig.IpcMode"), ("usernsMode", "HostConfig.UsernsMode"), ("cgroupnsMode", "HostConfig.CgroupnsMode"), ("securityOpts", "HostConfig.SecurityOpt"),
            ("sysctls", "HostConfig.Sysctls"), ("capabilities.adds", "HostConfig.CapAdd"), ("capabilities.drops", "HostConfig.CapDrop"), ("volumes", "HostConfig.Mounts"), ("devices", "HostConfig.Devices"),
        ],
    };

    /// <summary>Keys of mounts and devices as Pulumi has them.</summary>
    private static readonly (string From, string To)[] Items = [("hostPath", "Source"), ("containerPath", "Target"), ("readOnly", "ReadOnly")];

    /// <summary>Translates a draft; what has no counterpart is left out, so the body stays open.</summary>
    public static MappingDraft Of(RootFormat format, MappingDraft draft)
    {
        var body = new MappingDraft(draft.Origin) { IsOpen = true };
        if (format == RootFormat.ImagePull)
        {
            SetImage(body, draft);
            return body;
        }
        MappingDraft from = format == RootFormat.SwarmService && At(draft, "TaskTemplate.ContainerSpec") is MappingDraft spec ? spec : draft;
        foreach ((string source, string target) in Places[format])
            if (At(from, source) is { } value)
                Put(body, target, format == RootFormat.Pulumi && target.EndsWith("s", StringComparison.Ordinal) && value is SequenceDraft list ? Rename(list, target == "HostConfig.Devices") : value);
        if (format == RootFormat.SwarmService && At(from, "Privileges") is MappingDraft privileges)
            Put(body, "HostConfig.SecurityOpt", OptionsOf(privileges));
        return body;
    }

    /// <summary>The name and the tag of a pull are separate; the tag is what to change.</summary>
    private static void SetImage(MappingDraft body, MappingDraft draft)
    {
        if (draft["FromImage"] is not ScalarDraft { IsNull: false } image)
            return;
        if (draft["Tag"] is ScalarDraft { IsNull: false } tag)
            Put(body, "Image", new ScalarDraft(tag.Origin, $"{image.Text}:{tag.Text}", ScalarStyle.Quoted));
        else if (draft["Tag"] is ScalarDraft || (draft["Tag"] is null && (!draft.IsOpen || image.Text.IndexOf(':') > image.Text.LastIndexOf('/') || image.Text.Contains("@"))))
            Put(body, "Image", image);
    }

    private static SequenceDraft OptionsOf(MappingDraft privileges)
    {
        var options = new SequenceDraft(privileges.Origin) { IsOpen = true };
        void Add(string path, Func<string, bool> isBad, string option)
        {
            if (At(privileges, path) is ScalarDraft { IsNull: false } value && isBad(value.Text))
                options.Items.Add(new ScalarDraft(value.Origin, option, ScalarStyle.Quoted));
        }
        Add("Seccomp.Mode", m => m == "unconfined", "seccomp=unconfined");
        Add("AppArmor.Mode", m => m == "disabled", "apparmor=unconfined");
        Add("NoNewPrivileges", m => m == "false", "no-new-privileges=false");
        Add("NoNewPrivileges", m => m == "true", "no-new-privileges");
        Add("SELinuxContext.Disable", m => m == "true", "label=disable");
        return options;
    }

    private static SequenceDraft Rename(SequenceDraft list, bool areDevices)
    {
        var renamed = new SequenceDraft(list.Origin) { IsOpen = list.IsOpen };
        foreach (Draft item in list.Items)
            renamed.Items.Add(item is MappingDraft mapping ? Rename(mapping, areDevices) : item);
        return renamed;
    }

    private static MappingDraft Rename(MappingDraft item, bool isDevice)
    {
        var renamed = new MappingDraft(item.Origin) { IsOpen = item.IsOpen };
        if (!isDevice && item["hostPath"] is ScalarDraft { IsNull: false, Text: ['/' or '~' or '.', ..] } source)
            renamed.Set("Type", source.Origin, new ScalarDraft(source.Origin, "bind", ScalarStyle.Quoted));
        foreach ((string from, string to) in Items)
            if (item[from] is { } value)
                renamed.Set(isDevice && from == "hostPath" ? "PathOnHost" : to, value.Origin, value);
        return renamed;
    }

    private static Draft? At(MappingDraft draft, string path)
    {
        Draft? at = draft;
        foreach (string key in path.Split('.'))
            at = (at as MappingDraft)?[key];
        return at;
    }

    private static void Put(MappingDraft body, string path, Draft value)
    {
        MappingDraft at = body;
        string[] keys = path.Split('.');
        for (int i = 0; i < keys.Length - 1; i++)
        {
            if (at[keys[i]] is not MappingDraft next)
                at.Set(keys[i], body.Origin, next = new MappingDraft(body.Origin) { IsOpen = true });
            at = next;
        }
        at.Set(keys[keys.Length - 1], value.Origin, value);
    }
}
