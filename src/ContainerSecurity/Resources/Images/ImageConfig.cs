namespace ContainerSecurity.Resources.Images;

/// <summary>The configuration of an image: what it runs on, how it is run, which layers it has and how they were made.</summary>
/// <param name="Platform">What the image runs on.</param>
/// <param name="DiffIds">The digests of the uncompressed layers, the lowest first.</param>
public sealed record ImageConfig(ImagePlatform Platform, IReadOnlyList<Digest> DiffIds)
{
    /// <summary>When the image was made; null where it is not said.</summary>
    public DateTimeOffset? Created { get; internal init; }

    /// <summary>Who made it; null where it is not said.</summary>
    public string? Author { get; internal init; }

    /// <summary>The user a container runs as, <c>user[:group]</c> by name or number; null where it is not said, which is root.</summary>
    public string? User { get; internal init; }

    /// <summary>The ports, such as <c>8080/tcp</c>.</summary>
    public IReadOnlyList<string> ExposedPorts { get; internal init; } = [];

    /// <summary>The environment variables in order, each <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Environment { get; internal init; } = [];

    /// <summary>The program and its first arguments; empty where there is none.</summary>
    public IReadOnlyList<string> Entrypoint { get; internal init; } = [];

    /// <summary>The further arguments, or the program where there is no entry point; empty where there is none.</summary>
    public IReadOnlyList<string> Command { get; internal init; } = [];

    /// <summary>The folders that are volumes.</summary>
    public IReadOnlyList<string> Volumes { get; internal init; } = [];

    /// <summary>The working directory; null where it is not said.</summary>
    public string? WorkingDirectory { get; internal init; }

    /// <summary>The labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; internal init; } = Descriptor.NoAnnotations;

    /// <summary>
    /// The command of the health check as Docker writes it, its kind first (<c>CMD</c>, <c>CMD-SHELL</c>, <c>NONE</c>);
    /// empty where there is none.
    /// </summary>
    public IReadOnlyList<string> HealthCheck { get; internal init; } = [];

    /// <summary>How the image was made, the oldest step first.</summary>
    public IReadOnlyList<HistoryStep> History { get; internal init; } = [];

    /// <summary>The step that made a layer; null where the history is silent or has steps for another number of layers.</summary>
    /// <param name="layer">The layer's number, from 0.</param>
    public HistoryStep? StepOfLayer(int layer)
    {
        HistoryStep[] steps = [.. History.Where(s => !s.IsEmptyLayer)];
        return steps.Length == DiffIds.Count && layer >= 0 && layer < steps.Length ? steps[layer] : null;
    }

    /// <summary>Reads a configuration.</summary>
    /// <param name="json">The document.</param>
    /// <param name="name">The name shown in positions.</param>
    public static ImageDocument<ImageConfig> Read(byte[] json, string name) => ImageDocumentReader.Read(json, name, Read);

    private static ImageConfig? Read(ImageFields fields)
    {
        ImagePlatform? platform = fields.Platform();
        ImageFields? run = fields.Object("config");
        ImageFields? files = fields.RequiredObject("rootfs");
        if (files?.Text("type", isRequired: true) is { } type && type != "layers")
            files.Report("type", $"'type' is '{type}'; 'layers' is the only one.");
        IReadOnlyList<Digest> layers = files?.Digests("diff_ids") ?? [];
        IReadOnlyList<string> environment = run?.Strings("Env") ?? [];
        if (environment.FirstOrDefault(e => e.IndexOf('=') <= 0) is { } broken)
            run!.Report("Env", $"The variable '{broken}' is not written NAME=value.");
        return new ImageConfig(platform!, layers)
        {
            Created = fields.Time("created"),
            Author = fields.Text("author"),
            User = run?.Text("User"),
            ExposedPorts = run?.Keys("ExposedPorts") ?? [],
            Environment = environment,
            Entrypoint = run?.Strings("Entrypoint") ?? [],
            Command = run?.Strings("Cmd") ?? [],
            Volumes = run?.Keys("Volumes") ?? [],
            WorkingDirectory = run?.Text("WorkingDir"),
            Labels = run?.Texts("Labels") ?? Descriptor.NoAnnotations,
            HealthCheck = run?.Object("Healthcheck")?.Strings("Test") ?? [],
            History = [.. (fields.Objects("history", isRequired: false) ?? []).Select(HistoryStep.Read)],
        };
    }
}
