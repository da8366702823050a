using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Analyzers.Roots;

/// <summary>Turns containers in the words of others (Swarm's services, Pulumi's Docker provider) into the body of Docker's create-container call.</summary>
internal sealed class Translation
{
    private const string Spec = "TaskTemplate.ContainerSpec.";
    private const string Options = "HostConfig.SecurityOpt";

    private Translation(string[] moves, string[] options, string[] lists)
    {
        Moves = moves;
        OptionsOfValues = options;
        Lists = lists;
    }

    /// <summary>Services of Docker's Swarm.</summary>
    public static Translation Swarm { get; } = new(
        [
            Spec + "Image>Image", Spec + "User>User", Spec + "Env>Env", Spec + "Command>Entrypoint",
            Spec + "Args>Cmd", Spec + "TTY>Tty", Spec + "OpenStdin>OpenStdin",
            Spec + "ReadOnly>HostConfig.ReadonlyRootfs", Spec + "CapabilityAdd>HostConfig.CapAdd",
            Spec + "CapabilityDrop>HostConfig.CapDrop", Spec + "Mounts>HostConfig.Mounts",
            "TaskTemplate.Resources.Limits.MemoryBytes>HostConfig.Memory",
            "TaskTemplate.Resources.Limits.NanoCPUs>HostConfig.NanoCpus",
        ],
        [
            Spec + "Privileges.Seccomp.Mode=unconfined>seccomp=unconfined",
            Spec + "Privileges.AppArmor.Mode=disabled>apparmor=unconfined",
            Spec + "Privileges.NoNewPrivileges=true>no-new-privileges",
            Spec + "Privileges.NoNewPrivileges=false>no-new-privileges=false",
            Spec + "Privileges.SELinuxContext.Disable=true>label=disable",
        ],
        []);

    /// <summary>Containers of Pulumi's Docker provider.</summary>
    public static Translation Pulumi { get; } = new(
        [
            "image>Image", "user>User", "envs>Env", "command>Cmd", "entrypoints>Entrypoint", "tty>Tty",
            "stdinOpen>OpenStdin", "privileged>HostConfig.Privileged", "networkMode>HostConfig.NetworkMode",
            "pidMode>HostConfig.PidMode", "ipcMode>HostConfig.IpcMode",
            "usernsMode>HostConfig.UsernsMode", "readOnly>HostConfig.ReadonlyRootfs",
            "securityOpts>HostConfig.SecurityOpt", "capabilities.adds>HostConfig.CapAdd",
            "capabilities.drops>HostConfig.CapDrop",
        ],
        [],
        [
            "mounts:type>Type,source>Source,target>Target,readOnly>ReadOnly:HostConfig.Mounts",
            "volumes:hostPath>Source,containerPath>Target,readOnly>ReadOnly,=bind>Type:HostConfig.Mounts",
            "devices:hostPath>PathOnHost,containerPath>PathInContainer:HostConfig.Devices"
        ]);

    /// <summary>Commands that are run in a container.</summary>
    public static Translation Exec { get; } = new(["User>User", "Env>Env", "Privileged>HostConfig.Privileged"], [], []);

    /// <summary><c>from>to</c>: paths of fields.</summary>
    private string[] Moves { get; }

    /// <summary><c>from=value>option</c>: values that are options of security.</summary>
    private string[] OptionsOfValues { get; }

    /// <summary><c>from:moves of an item:to</c>: lists of objects; <c>=text>to</c> gives a field a text.</summary>
    private string[] Lists { get; }

    /// <summary>The create-container body; what was absent is unknown in it, for each platform has its own defaults.</summary>
    public MappingDraft Translate(MappingDraft whole)
    {
        var body = new MappingDraft(whole.Origin) { IsOpen = true };
        foreach (string move in Moves)
            Move(whole, body, move);
        foreach (string list in Lists)
            MoveList(whole, body, list.Split(':'));
        var options = new SequenceDraft(whole.Origin) { IsOpen = true };
        foreach (string option in OptionsOfValues)
            AddOption(whole, options, option);
        if (options.Items.Count > 0)
            Set(body, Options, options.Items[0].Origin, options);
        return body;
    }

    /// <summary>A pull has its image's name and tag apart; the tag is what to change.</summary>
    public static MappingDraft OfPull(MappingDraft pull)
    {
        var body = new MappingDraft(pull.Origin) { IsOpen = true };
        if (pull["FromImage"] is not ScalarDraft { IsNull: false } image)
            return body;
        bool isWhole = image.Text.LastIndexOf(':') > image.Text.LastIndexOf('/') || image.Text.Contains("@");
        if (pull["Tag"] is ScalarDraft { IsNull: false } tag)
            body.Set("Image", tag.Origin, new ScalarDraft(tag.Origin, $"{image.Text}:{tag.Text}", ScalarStyle.Quoted));
        else if (pull["Tag"] is ScalarDraft || (pull["Tag"] is null && (!pull.IsOpen || isWhole)))
            body.Set("Image", pull.KeyOriginOf("FromImage") ?? image.Origin, image);
        return body;
    }

    private static void Move(MappingDraft from, MappingDraft to, string move)
    {
        string[] ends = move.Split('>');
        if (Holder(from, ends[0], out string key) is { } holder && holder.KeyOriginOf(key) is { } origin)
            Set(to, ends[1], origin, holder[key]!);
    }

    private static void MoveList(MappingDraft whole, MappingDraft body, string[] list)
    {
        if (whole[list[0]] is not SequenceDraft items)
            return;
        var moved = new SequenceDraft(items.Origin) { IsOpen = true };
        foreach (Draft item in items.Items)
            if (item is MappingDraft mapping)
                moved.Items.Add(MoveItem(mapping, list[1].Split(',')));
        Set(body, list[2], items.Origin, moved);
    }

    private static MappingDraft MoveItem(MappingDraft item, string[] moves)
    {
        var moved = new MappingDraft(item.Origin) { IsOpen = true };
        foreach (string move in moves)
            if (move[0] == '=')
                moved.Set(move.Split('>')[1], item.Origin, new ScalarDraft(item.Origin, move.Substring(1).Split('>')[0], ScalarStyle.Quoted));
            else
                Move(item, moved, move);
        return moved;
    }

    private static void AddOption(MappingDraft whole, SequenceDraft options, string option)
    {
        int target = option.IndexOf('>');
        string[] source = option.Substring(0, target).Split('=');
        if (Holder(whole, source[0], out string key)?[key] is ScalarDraft value && value.Text == source[1])
            options.Items.Add(new ScalarDraft(value.Origin, option.Substring(target + 1), ScalarStyle.Quoted));
    }

    /// <summary>The mapping that holds the last key of a path.</summary>
    private static MappingDraft? Holder(MappingDraft from, string path, out string key)
    {
        string[] steps = path.Split('.');
        key = steps[steps.Length - 1];
        MappingDraft? at = from;
        for (int i = 0; i < steps.Length - 1 && at is not null; i++)
            at = at[steps[i]] as MappingDraft;
        return at;
    }

    private static void Set(MappingDraft body, string path, Origin origin, Draft value)
    {
        string[] steps = path.Split('.');
        MappingDraft at = body;
        for (int i = 0; i < steps.Length - 1; i++)
        {
            if (at[steps[i]] is not MappingDraft next)
                at.Set(steps[i], origin, next = new MappingDraft(origin) { IsOpen = true });
            at = next;
        }
        if (at[steps[steps.Length - 1]] is SequenceDraft present && value is SequenceDraft more)
            present.Append(more);
        else
            at.Set(steps[steps.Length - 1], origin, value);
    }
}
