using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Resources.Quadlet;

/// <summary>The keys of <c>[Container]</c>, and those that <c>[Pod]</c> and <c>[Kube]</c> share with it, as options of <c>podman run</c>.</summary>
/// <param name="unit">The unit.</param>
/// <param name="section">The section.</param>
/// <param name="body">Takes the settings.</param>
internal sealed class ContainerSection(UnitFile unit, string section, BodyDraft body)
{
    /// <summary>Keys with one value.</summary>
    private static readonly (string Key, string Option)[] Single =
    [
        ("ReadOnly", "--read-only"), ("UserNS", "--userns"), ("PidsLimit", "--pids-limit"), ("Memory", "--memory"), ("HealthCmd", "--health-cmd"),
    ];

    /// <summary>Keys that may stand several times, each with one value.</summary>
    private static readonly (string Key, string Option)[] Repeated =
    [
        ("Volume", "--volume"), ("Mount", "--mount"), ("PublishPort", "--publish"), ("Network", "--network"), ("EnvironmentFile", "--env-file"),
        ("GroupAdd", "--group-add"), ("AddHost", "--add-host"),
    ];

    /// <summary>Keys with several values between blanks.</summary>
    private static readonly (string Key, string Option)[] Many =
    [
        ("AddCapability", "--cap-add"), ("DropCapability", "--cap-drop"), ("AddDevice", "--device"), ("Sysctl", "--sysctl"), ("Environment", "--env"),
    ];

    /// <summary>Keys of one option's value, before which a word of its own stands.</summary>
    private static readonly (string Key, string Start)[] Security =
    [
        ("SeccompProfile", "seccomp="), ("AppArmor", "apparmor="), ("SecurityLabelType", "label=type:"), ("SecurityLabelLevel", "label=level:"),
        ("SecurityLabelFileType", "label=filetype:"),
    ];

    /// <summary>Reads the section; what <c>PodmanArgs</c> says comes last, as it does for Podman.</summary>
    public void Read()
    {
        if (unit.Value(section, "Image") is { } image)
            body.Set("Image", image.Text.EndsWith(".image", StringComparison.Ordinal) || image.Text.EndsWith(".build", StringComparison.Ordinal)
                ? DerivedNodes.Unknown(image)
                : DerivedNodes.Text(image, image.Text));
        else if (unit.Value(section, "Rootfs") is { } folder)
            body.Set("Image", DerivedNodes.Unknown(folder));
        foreach ((string key, string option) in Single)
            if (unit.Value(section, key) is { } value)
                Set(option, value, value.Text);
        foreach ((string key, string option) in Repeated)
            foreach (ScalarNode value in unit.Values(section, key))
                Set(option, value, Specifiers.Fill(value.Text));
        foreach ((string key, string option) in Many)
            foreach (ScalarNode value in unit.Values(section, key))
                foreach (DocumentNode word in OptionLine.Split(value))
                    RunOptions.Set(body, option, word, hasValue: true);
        ReadSecurity();
        ReadUser();
        foreach (ScalarNode command in unit.Values(section, "Exec"))
            foreach (DocumentNode word in OptionLine.Split(command))
                body.Add("Cmd", word);
        if (unit.Value(section, "Entrypoint") is { } entrypoint)
            body.Add("Entrypoint", DerivedNodes.Text(entrypoint, entrypoint.Text));
        foreach (ScalarNode arguments in unit.Values(section, "PodmanArgs"))
            RunCommand.AddOptions(OptionLine.Split(arguments), body);
    }

    private void ReadSecurity()
    {
        foreach ((string key, string start) in Security)
            if (unit.Value(section, key) is { } value)
                Set("--security-opt", value, start + value.Text);
        if (unit.Value(section, "NoNewPrivileges") is { } denied && IsTrue(denied))
            Set("--security-opt", denied, "no-new-privileges");
        if (unit.Value(section, "SecurityLabelDisable") is { } off && IsTrue(off))
            Set("--security-opt", off, "label=disable");
        foreach (ScalarNode unmask in unit.Values(section, "Unmask"))
            if (string.Equals(unmask.Text, "ALL", StringComparison.OrdinalIgnoreCase))
                Set("--security-opt", unmask, "systempaths=unconfined");
    }

    private void ReadUser()
    {
        if (unit.Value(section, "User") is { } user)
            Set("--user", user, unit.Value(section, "Group") is { } group ? $"{user.Text}:{group.Text}" : user.Text);
    }

    private void Set(string option, ScalarNode value, string text) =>
        RunOptions.Set(body, option, option == "--read-only" ? DerivedNodes.Text(value, IsTrue(value) ? "true" : "false") : DerivedNodes.Text(value, text), hasValue: true);

    /// <summary>A boolean as systemd reads it.</summary>
    private static bool IsTrue(ScalarNode value) => value.Text.ToLowerInvariant() is "1" or "yes" or "true" or "on" or "y" or "t";
}
