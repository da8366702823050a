using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;

namespace ContainerSecurity.Helm.Kustomize.Definitions;

/// <summary>Finds and reads the kustomization of a folder.</summary>
internal static class DefinitionReader
{
    private const string Version = "kustomize.config.k8s.io/v1beta1";
    private const string ComponentVersion = "kustomize.config.k8s.io/v1alpha1";
    private static readonly string[] FileNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

    /// <summary>Whether a folder has a kustomization.</summary>
    public static bool IsIn(string folder) => Array.Exists(FileNames, n => File.Exists(Path.Combine(folder, n)));

    /// <summary>Whether a file is a kustomization by its name.</summary>
    public static bool IsName(string path) => Array.IndexOf(FileNames, Path.GetFileName(path)) >= 0;

    /// <summary>Reads the kustomization of a folder.</summary>
    /// <exception cref="BuildException">There is none or more than one, or it cannot be read.</exception>
    public static KustomizationDefinition Read(BuildFolder folder, Origin place)
    {
        string[] found = [.. FileNames.Where(n => File.Exists(Path.Combine(folder.Root, n)))];
        if (found.Length == 0)
            throw new BuildException(place, $"The folder '{folder.Session.NameOf(folder.Root)}' has no kustomization.yaml, kustomization.yml or Kustomization.");
        if (found.Length > 1)
            throw new BuildException(place, $"The folder '{folder.Session.NameOf(folder.Root)}' has several kustomizations: {string.Join(", ", found)}.");
        DocumentSet set = folder.ReadDocuments(found[0], place);
        foreach (DocumentError error in set.Errors)
            if (IsRepetition(error))
                folder.Session.AddNotice(new Origin(set.File, error.Span), error.Message);
            else
                throw new BuildException(new Origin(set.File, error.Span), $"The kustomization cannot be read: {error.Message}");
        if (set.Documents.Count != 1 || NodeReader.Read(set.Documents[0], folder.Session.Budget, isOld: true) is not ObjectMap { Entries.Count: > 0 } root)
            throw new BuildException(Origin.StartOf(set.File), set.Documents.Count > 1
                ? "The file holds several documents; Kustomize takes one."
                : "The kustomization is empty.");
        if (root.Entries.All(e => e.Value.IsNull || e.Key is "apiVersion" or "kind"))
            throw new BuildException(root.Origin, "The kustomization is empty.");
        return Read(new DefinitionFields(root), found[0], folder.Session);
    }

    private static KustomizationDefinition Read(DefinitionFields fields, string fileName, BuildSession session)
    {
        PlacedText? kind = fields.Placed("kind");
        PlacedText? version = fields.Placed("apiVersion");
        bool isComponent = kind?.Text == "Component";
        if (kind is not null && !isComponent && kind.Text is not ("" or "Kustomization"))
            throw new BuildException(kind.Origin, "The 'kind' must be Kustomization or Component.");
        string wanted = isComponent ? ComponentVersion : Version;
        if (version is not null && version.Text.Length > 0 && version.Text != wanted)
            throw new BuildException(version.Origin, $"The 'apiVersion' must be {wanted}.");
        _ = fields.Object("metadata");
        DefinitionFields? schema = fields.Object("openapi");
        var definition = new KustomizationDefinition(fields.Origin, fileName)
        {
            IsComponent = isComponent,
            Resources = [.. fields.Texts("resources"), .. fields.Texts("bases")],
            Components = fields.Texts("components"),
            Configurations = fields.Texts("configurations"),
            CustomResourceFiles = fields.Texts("crds"),
            ConfigMaps = [.. fields.Objects("configMapGenerator").Select(g => PartReader.Generator(g, "ConfigMap", isStrict: true))],
            Secrets = [.. fields.Objects("secretGenerator").Select(g => PartReader.Generator(g, "Secret", isStrict: true))],
            GeneratorOptions = fields.Object("generatorOptions") is { } options ? PartReader.Options(options, isStrict: true) : null,
            Generators = fields.Texts("generators"),
            Transformers = fields.Texts("transformers"),
            Validators = fields.Texts("validators"),
            StrategicMergePatches = fields.Texts("patchesStrategicMerge"),
            Patches = [.. fields.Objects("patches").Select(p => PartReader.Patch(p, isStrict: true))],
            JsonPatches = [.. fields.Objects("patchesJson6902").Select(p => PartReader.Patch(p, isStrict: true))],
            Namespace = fields.Placed("namespace"),
            Prefix = fields.Placed("namePrefix"),
            Suffix = fields.Placed("nameSuffix"),
            Labels = [.. fields.Objects("labels").Select(l => PartReader.Label(l))],
            CommonLabels = fields.Pairs("commonLabels"),
            CommonAnnotations = fields.Pairs("commonAnnotations"),
            Replicas = [.. fields.Objects("replicas").Select(r => PartReader.Replica(r, isStrict: true))],
            Images = [.. fields.Objects("images").Concat(fields.Objects("imageTags")).Select(i => PartReader.Image(i, isStrict: true))],
            Replacements = [.. fields.Objects("replacements").Select(r => PartReader.Replacement(r, isStrict: true))],
            Variables = [.. fields.Objects("vars").Select(PartReader.Variable)],
            BuildMetadata = [.. fields.Texts("buildMetadata").Select(t => t.Text)],
            Sort = fields.Object("sortOptions") is { } sort ? PartReader.Sort(sort) : null,
            OpenApiPath = schema?.Placed("path"),
            Charts = (fields["helmCharts"] ?? fields["helmChartInflationGenerator"])?.Origin,
        };
        _ = (fields["helmGlobals"], fields["inventory"]);
        if (schema?.Placed("version") is { Text: not ("" or "v1.21.2" or "v1_21_2") } schemaVersion)
            throw new BuildException(schemaVersion.Origin, $"Kustomize holds no OpenAPI schema '{schemaVersion.Text}'.");
        fields.RefuseOthers();
        if (definition.BuildMetadata.Find(m => m is not ("originAnnotations" or "transformerAnnotations" or "managedByLabel")) is { } unknown)
            throw new BuildException(fields["buildMetadata"]!.Origin, $"Kustomize knows no build metadata '{unknown}'.");
        Deprecate(fields, session);
        return definition;
    }

    /// <summary>Whether a key is given twice; Kustomize takes the later one.</summary>
    private static bool IsRepetition(DocumentError error) => error.Message.Contains("is already given at", StringComparison.Ordinal);

    private static void Deprecate(DefinitionFields fields, BuildSession session)
    {
        (string Old, string New)[] replaced =
        [
            ("bases", "resources"), ("imageTags", "images"), ("patchesJson6902", "patches"),
            ("patchesStrategicMerge", "patches"), ("vars", "replacements"), ("commonLabels", "labels"),
        ];
        foreach ((string old, string @new) in replaced)
            if (fields[old] is { } node)
                session.AddNotice(node.Origin, $"The field '{old}' is deprecated; use '{@new}'.");
    }
}
