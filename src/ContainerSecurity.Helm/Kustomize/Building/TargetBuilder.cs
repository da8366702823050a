using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Fields;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Generators;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Patches;
using ContainerSecurity.Helm.Kustomize.Resources;
using ContainerSecurity.Helm.Kustomize.Transformers;

namespace ContainerSecurity.Helm.Kustomize.Building;

/// <summary>Builds one kustomization with its bases and components, in Kustomize's order.</summary>
/// <param name="folder">Its folder.</param>
/// <param name="definition">What it says.</param>
/// <param name="hasHistory">Whether objects remember where they come from.</param>
internal sealed class TargetBuilder(BuildFolder folder, KustomizationDefinition definition, bool hasHistory)
{
    private const string BuiltinVersion = "builtin";
    private readonly BuildSession session = folder.Session;

    /// <summary>Gathers the objects of the kustomization.</summary>
    /// <param name="gathered">What is there already: nothing, but for a component.</param>
    /// <exception cref="BuildException">It cannot be built.</exception>
    public void Gather(Accumulation gathered)
    {
        session.Budget.SpendNodes(1);
        ReadSchema();
        foreach (PlacedText path in definition.Resources)
            AddResource(path, gathered);
        if (!gathered.Fields.HoldsDefaults || definition.Configurations.Count > 0)
            gathered.Fields.Merge(FieldConfigurationReader.Read(definition.Configurations, folder), definition.Origin);
        if (definition.CustomResourceFiles.Count > 0)
            gathered.Fields.Merge(FieldConfigurationReader.ReadCustom(definition.CustomResourceFiles, folder), definition.Origin);
        Generate(gathered);
        foreach (PlacedText path in definition.Components)
            AddFolder(path, gathered, isComponent: true);
        foreach ((ITransformer transformer, HistoryEntry? entry) in new TransformerList(folder, definition, gathered.Fields, hasHistory).Builtin())
            Transform(gathered.Resources, transformer, entry);
        foreach (PlacedText text in definition.Transformers)
            TransformByObjects(text, gathered);
        foreach (PlacedText text in definition.Validators)
            session.AddUnknown(text.Origin, "Kustomize runs validators as programs, which is not done here.", isIncomplete: false);
        gathered.Variables.Add(definition.Variables, gathered.Resources);
    }

    private void ReadSchema()
    {
        if (definition.OpenApiPath is not { } path || session.Schema != MergeSchema.Kubernetes)
            return;
        DocumentSet set = folder.ReadDocuments(path.Text, path.Origin);
        if (set.Errors.Count > 0 || set.Documents is not [MappingNode schema])
            throw new BuildException(path.Origin, $"'{path}' is no OpenAPI document.");
        session.Schema = MergeSchema.Read(schema);
    }

    private void AddResource(PlacedText path, Accumulation gathered)
    {
        if (BuildFolder.IsRemote(path.Text))
            session.AddUnknown(path.Origin, $"'{path}' is on another machine, from which nothing is fetched; what it builds was not judged.");
        else if (Directory.Exists(Path.Combine(folder.Root, path.Text)))
            AddFolder(path, gathered, isComponent: false);
        else
            foreach (BuildResource resource in ReadFile(path))
                gathered.Resources.Add(resource, resource.Root.Origin);
    }

    private List<BuildResource> ReadFile(PlacedText path)
    {
        List<BuildResource> read = ResourceReader.Read(folder.ReadDocuments(path.Text, path.Origin), session.Budget);
        if (hasHistory)
            foreach (BuildResource resource in read)
                resource.History = new ResourceHistory { Source = new HistoryEntry(folder.PathFromStart(path.Text), "", null, path.Origin) };
        return read;
    }

    private void AddFolder(PlacedText path, Accumulation gathered, bool isComponent)
    {
        if (BuildFolder.IsRemote(path.Text))
        {
            session.AddUnknown(path.Origin, $"'{path}' is on another machine, from which nothing is fetched; what it builds was not judged.");
            return;
        }
        BuildFolder inner = folder.Enter(path.Text, path.Origin);
        KustomizationDefinition read = DefinitionReader.Read(inner, path.Origin);
        if (read.IsComponent != isComponent)
            throw new BuildException(path.Origin, isComponent
                ? $"'{path}' is no component: its kustomization must say 'kind: Component'."
                : $"'{path}' is a component; name it under 'components'.");
        var builder = new TargetBuilder(inner, read, hasHistory);
        if (isComponent)
        {
            builder.Gather(gathered);
            return;
        }
        var own = new Accumulation(session);
        builder.Gather(own);
        gathered.Add(own, path.Origin);
    }

    private void Generate(Accumulation gathered)
    {
        foreach (GeneratorDefinition generator in definition.ConfigMaps.Concat(definition.Secrets))
            Absorb(gathered, MapGenerator.Make(generator, definition.GeneratorOptions, folder), HistoryOf(generator.Kind + "Generator", generator.Origin));
        if (definition.Charts is { } charts)
            session.AddUnknown(charts, "Kustomize renders charts by running Helm, which is not done here; what they render was not judged.");
        foreach (PlacedText text in definition.Generators)
            foreach (BuildResource configuration in ObjectsOf(text))
                if (IsRunnable(configuration))
                    Absorb(gathered, BuiltinObjects.Generate(configuration, folder), HistoryOf(configuration));
    }

    private static void Absorb(Accumulation gathered, BuildResource made, HistoryEntry entry)
    {
        made.History = new ResourceHistory { Source = entry };
        gathered.Resources.Absorb(made, entry.Origin);
    }

    private void TransformByObjects(PlacedText text, Accumulation gathered)
    {
        foreach (BuildResource configuration in ObjectsOf(text))
            if (IsRunnable(configuration))
                Transform(gathered.Resources, BuiltinObjects.Transformer(configuration, folder), HistoryOf(configuration));
    }

    private void Transform(ResourceSet resources, ITransformer transformer, HistoryEntry? entry)
    {
        session.Budget.SpendSteps(resources.All.Count);
        transformer.Transform(resources);
        if (!hasHistory || entry is null)
            return;
        foreach (BuildResource resource in resources.All)
        {
            resource.History ??= new ResourceHistory();
            if (resource.History.Source is null)
                resource.History.Source = entry;
            else
                resource.History.Transformations.Add(entry);
        }
    }

    /// <summary>The objects that a field names: those of a text that holds them, of a file, or of a kustomization.</summary>
    private IReadOnlyList<BuildResource> ObjectsOf(PlacedText text)
    {
        if (text.Text.Contains('\n', StringComparison.Ordinal) || text.Text.Contains(": ", StringComparison.Ordinal))
            return ResourceReader.Read(
                session.ReadText(text.Text, text.Origin.File.Path), session.Budget, new TextPlaces(text.Origin, text.Text));
        var gathered = new Accumulation(session);
        AddResource(text, gathered);
        return gathered.Resources.All;
    }

    private bool IsRunnable(BuildResource configuration)
    {
        if (BuiltinObjects.IsBuiltin(configuration))
            return true;
        session.AddUnknown(configuration.Root.Origin, $"{configuration.Id} is a plug-in, which Kustomize runs as a program; that is not done here.");
        return false;
    }

    private HistoryEntry HistoryOf(string kind, Origin origin) =>
        new("", folder.PathFromStart(definition.FileName), [("apiVersion", BuiltinVersion), ("kind", kind)], origin);

    private HistoryEntry HistoryOf(BuildResource configuration)
    {
        string path = configuration.History?.Source?.Path ?? folder.PathFromStart(definition.FileName);
        return new HistoryEntry(
            "",
            path,
            [("apiVersion", BuiltinVersion), ("kind", configuration.Kind.Kind), ("name", configuration.Name), ("namespace", configuration.Namespace)],
            configuration.Root.Origin);
    }
}
