using ContainerSecurity.Helm.Kustomize.Fields;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Definitions;

/// <summary>What a kustomization says, with the fields that are no longer used put where they belong now.</summary>
internal sealed record KustomizationDefinition(Origin Origin, string FileName)
{
    public bool IsComponent { get; init; }

    public List<PlacedText> Resources { get; init; } = [];

    public List<PlacedText> Components { get; init; } = [];

    public List<PlacedText> Configurations { get; init; } = [];

    public List<PlacedText> CustomResourceFiles { get; init; } = [];

    public List<GeneratorDefinition> ConfigMaps { get; init; } = [];

    public List<GeneratorDefinition> Secrets { get; init; } = [];

    public GeneratorOptions? GeneratorOptions { get; init; }

    public List<PlacedText> Generators { get; init; } = [];

    public List<PlacedText> Transformers { get; init; } = [];

    public List<PlacedText> Validators { get; init; } = [];

    public List<PlacedText> StrategicMergePatches { get; init; } = [];

    public List<PatchDefinition> Patches { get; init; } = [];

    public List<PatchDefinition> JsonPatches { get; init; } = [];

    public PlacedText? Namespace { get; init; }

    public PlacedText? Prefix { get; init; }

    public PlacedText? Suffix { get; init; }

    public List<LabelDefinition> Labels { get; init; } = [];

    public List<(string Key, PlacedText Value)> CommonLabels { get; init; } = [];

    public List<(string Key, PlacedText Value)> CommonAnnotations { get; init; } = [];

    public List<ReplicaDefinition> Replicas { get; init; } = [];

    public List<ImageDefinition> Images { get; init; } = [];

    public List<ReplacementDefinition> Replacements { get; init; } = [];

    public List<VariableDefinition> Variables { get; init; } = [];

    public List<string> BuildMetadata { get; init; } = [];

    public SortDefinition? Sort { get; init; }

    public PlacedText? OpenApiPath { get; init; }

    /// <summary>Where charts are named, which Kustomize inflates only by running Helm.</summary>
    public Origin? Charts { get; init; }
}

/// <summary>A config map or secret to make.</summary>
internal sealed record GeneratorDefinition(string Kind, PlacedText Name, PlacedText? Namespace, string Behavior, Origin Origin)
{
    public string Type { get; init; } = "";

    public List<PlacedText> Literals { get; init; } = [];

    public List<PlacedText> Files { get; init; } = [];

    public List<PlacedText> Environments { get; init; } = [];

    public GeneratorOptions? Options { get; init; }
}

/// <summary>What generated objects have in common.</summary>
internal sealed record GeneratorOptions(
    List<(string Key, PlacedText Value)> Labels,
    List<(string Key, PlacedText Value)> Annotations,
    bool IsWithoutHash,
    bool IsImmutable)
{
    /// <summary>The options of one generator, completed by those of all.</summary>
    public static GeneratorOptions? Merge(GeneratorOptions? own, GeneratorOptions? common)
    {
        if (own is null || common is null)
            return own ?? common;
        return new GeneratorOptions(
            Merge(own.Labels, common.Labels),
            Merge(own.Annotations, common.Annotations),
            own.IsWithoutHash || common.IsWithoutHash,
            own.IsImmutable || common.IsImmutable);
    }

    private static List<(string Key, PlacedText Value)> Merge(
        List<(string Key, PlacedText Value)> own,
        List<(string Key, PlacedText Value)> common) =>
        [.. own, .. common.Where(c => !own.Exists(o => o.Key == c.Key))];
}

/// <summary>A patch, in a file or written here, with what it is for.</summary>
internal sealed record PatchDefinition(PlacedText? Path, PlacedText? Text, SelectorTexts? Target, HashSet<string> Options, Origin Origin);

/// <summary>Labels to set.</summary>
internal sealed record LabelDefinition(
    List<(string Key, PlacedText Value)> Pairs,
    bool IncludesSelectors,
    bool IncludesTemplates,
    List<FieldSpec> Fields);

/// <summary>How many replicas a workload has.</summary>
internal sealed record ReplicaDefinition(PlacedText Name, PlacedText Count);

/// <summary>How an image is changed.</summary>
internal sealed record ImageDefinition(PlacedText Name, PlacedText? NewName, PlacedText? NewTag, PlacedText? Digest, PlacedText? TagSuffix);

/// <summary>A value that is copied from one object to others.</summary>
internal sealed record ReplacementDefinition(PlacedText? Path, ReplacementSource? Source, List<ReplacementTarget>? Targets, Origin Origin);

/// <summary>Where a replacement takes its value from.</summary>
internal sealed record ReplacementSource(ResourceId Id, string FieldPath, ReplacementOptions Options, Origin Origin);

/// <summary>Where a replacement puts its value.</summary>
internal sealed record ReplacementTarget(SelectorTexts? Select, List<SelectorTexts> Reject, List<string> FieldPaths, ReplacementOptions Options, Origin Origin);

/// <summary>Which part of a text a replacement means.</summary>
internal sealed record ReplacementOptions(string Delimiter, int Index, bool IsCreating);

/// <summary>A variable, written <c>$(NAME)</c> in objects.</summary>
internal sealed record VariableDefinition(PlacedText Name, ResourceId Target, string FieldPath, Origin Origin);

/// <summary>The order of the objects that are built.</summary>
internal sealed record SortDefinition(string Order, List<string>? First, List<string>? Last, Origin Origin);
