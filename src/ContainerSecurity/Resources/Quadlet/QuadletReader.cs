using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Resources.Quadlet;

/// <summary>Reads units of Podman's Quadlet: what they make of <c>podman run</c>, <c>build</c> and <c>volume create</c>.</summary>
internal sealed class QuadletReader
{
    /// <summary>The sections that make a file one of Quadlet.</summary>
    public static readonly string[] Sections = ["Container", "Kube", "Pod", "Build", "Image", "Volume"];

    private static readonly ContainerTraits Traits = new(IsThrownAway: false, default, Workload.UnitWords);

    private readonly SourceParts parts;
    private readonly UnitFile unit;
    private readonly string name;
    private readonly bool isPart;

    private QuadletReader(SourceParts parts, UnitFile unit, string name, bool isPart)
    {
        this.parts = parts;
        this.unit = unit;
        this.name = name;
        this.isPart = isPart;
    }

    /// <summary>Reads a unit.</summary>
    /// <param name="parts">Takes what is read.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="name">Its name without the ending.</param>
    /// <param name="isPart">Whether the file only adds to a unit, whose other settings are not known.</param>
    /// <returns>The resources, that of the file first.</returns>
    public static IReadOnlyList<Resource> Read(SourceParts parts, UnitFile unit, string name, bool isPart)
    {
        var reader = new QuadletReader(parts, unit, name, isPart);
        if (unit.Has("Container"))
            reader.ReadContainer();
        if (unit.Has("Pod"))
            reader.ReadOthers("Pod");
        if (unit.Has("Kube"))
            reader.ReadKube();
        if (unit.Has("Image"))
            reader.ReadImage();
        if (unit.Has("Build"))
            reader.ReadBuild();
        if (unit.Has("Volume"))
            reader.ReadVolume();
        return parts.Together(new SettingsFile(parts.Root, "Unit", SourceParts.NameOf(parts.Root)));
    }

    private void ReadContainer()
    {
        var body = new BodyDraft(unit.Section("Container"), isOpen: isPart);
        new ContainerSection(unit, "Container", body).Read();
        if (!isPart)
            SetDefaults(body);
        parts.Add(body, name, isWhole: !isPart, Traits);
    }

    /// <summary>What Podman gives who says nothing, and what the service's own section limits.</summary>
    private void SetDefaults(BodyDraft body)
    {
        DocumentNode section = unit.Section("Container");
        if (!body.Has("NetworkMode"))
            body.Set("NetworkMode", DerivedNodes.Text(section, "private"));
        if (!body.Has("User") && body.Has("UsernsMode") && unit.Value("Container", "UserNS") is { Text: not "host" } users)
            body.Set("User", DerivedNodes.Unknown(users));
        if (!body.Has("Memory") && unit.Value("Service", "MemoryMax") is { } memory)
            RunOptions.Set(body, "--memory", memory, hasValue: true);
        if (!body.Has("NanoCpus") && unit.Value("Service", "CPUQuota") is { } quota)
            body.Set("NanoCpus", DerivedNodes.Unknown(quota));
        if (!body.Has("PidsLimit"))
            body.Set("PidsLimit", unit.Value("Service", "TasksMax") is { } tasks ? DerivedNodes.Unknown(tasks) : DerivedNodes.Plain(section, "2048"));
        // systemd starts the unit again, and gives up by limits of its own.
        body.Set("RestartPolicy", DerivedNodes.Unknown(section));
    }

    private void ReadOthers(string section)
    {
        var body = new BodyDraft(unit.Section(section), isOpen: true);
        new ContainerSection(unit, section, body).Read();
        parts.Add(body, name, isWhole: false, Traits);
    }

    private void ReadKube()
    {
        foreach (ScalarNode yaml in unit.Values("Kube", "Yaml"))
            parts.Note(yaml, $"The manifest '{yaml.Text}' that the unit runs is judged by itself, where it is scanned too.");
        ReadOthers("Kube");
    }

    private void ReadImage()
    {
        if (unit.Value("Image", "Image") is not { } image)
            return;
        var body = new BodyDraft(unit.Section("Image"), isOpen: true);
        body.Set("Image", DerivedNodes.Text(image, image.Text));
        parts.Add(body, name, isWhole: false, Traits);
    }

    private void ReadBuild()
    {
        var words = new List<DocumentNode>();
        foreach (ScalarNode arguments in unit.Values("Build", "PodmanArgs"))
            words.AddRange(OptionLine.Split(arguments));
        foreach (ScalarNode argument in unit.Values("Build", "BuildArg"))
            foreach (DocumentNode word in OptionLine.Split(argument))
            {
                words.Add(DerivedNodes.Text(argument, "--build-arg"));
                words.Add(word);
            }
        Field<string> network = unit.Value("Build", "Network") is { } named ? Field<string>.Known(named.Text, named) : default;
        parts.Add(BuildCommand.Read(words, DerivedNodes.Object(unit.Section("Build"), [], isOpen: true), new BuildSettings("unit", name) { Network = network }));
    }

    /// <summary>A volume whose options make it a folder or a disk of the host.</summary>
    private void ReadVolume()
    {
        DocumentNode section = unit.Section("Volume");
        var options = new List<(string, DocumentNode)>();
        foreach ((string key, string option) in new[] { ("Type", "type"), ("Device", "device"), ("Options", "o") })
            if (unit.Value("Volume", key) is { } value)
                options.Add((option, DerivedNodes.Text(value, Specifiers.Fill(value.Text))));
        if (options.Count > 0)
            parts.Add(new DockerVolume(new NodeView(DerivedNodes.Object(
                section,
                [("Name", DerivedNodes.Text(section, name)), ("Driver", DerivedNodes.Text(section, "local")), ("Options", DerivedNodes.Object(section, options, isOpen: isPart))],
                isOpen: isPart))));
    }
}
