using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;
using ContainerSecurity.Helm.Kustomize.Transformers;

namespace ContainerSecurity.Helm.Kustomize.Patches;

/// <summary>Applies a patch: a strategic merge patch, or operations of a JSON patch (RFC 6902).</summary>
internal sealed class PatchTransformer : ITransformer
{
    private readonly BuildSession session;
    private readonly PatchDefinition definition;
    private readonly ResourceSelector? target;
    private readonly List<BuildResource> merges = [];
    private readonly List<JsonPatchOperation>? operations;

    /// <summary>Creates a transformer of a patch.</summary>
    /// <exception cref="BuildException">The patch cannot be read.</exception>
    public PatchTransformer(PatchDefinition definition, BuildFolder folder, bool isJson = false)
    {
        session = folder.Session;
        this.definition = definition;
        target = definition.Target is { } texts ? new ResourceSelector(texts, definition.Origin) : null;
        bool hasPath = definition.Path is { Text.Length: > 0 };
        string inline = definition.Text?.Text.Trim() ?? "";
        if (hasPath == inline.Length > 0)
            throw new BuildException(definition.Origin, "A patch must have one of 'patch' and 'path'.");
        DocumentSet set = hasPath ? folder.ReadDocuments(definition.Path!.Text, definition.Path.Origin)
            : session.ReadText(definition.Text!.Text, definition.Origin.File.Path);
        TextPlaces? places = hasPath ? null : new TextPlaces(definition.Text!.Origin, definition.Text.Text);
        Origin place = hasPath ? Origin.StartOf(set.File) : definition.Text!.Origin;
        string text = hasPath ? set.File.Text ?? "" : inline;
        operations = set.Errors.Count == 0 && set.Documents is [SequenceNode { } only] && IsReadAsJson(text)
            ? JsonPatchOperation.Read(NodeReader.Read(only, session.Budget, places, isOld: true))
            : null;
        if (operations is null && isJson)
            throw new BuildException(place, "The patch is no list of JSON patch operations.");
        if (operations is null)
            merges = ReadMerges(set, places, place);
        if (operations is not null && target is null)
            throw new BuildException(definition.Origin, "A JSON patch needs a 'target'.");
        if (merges.Count > 1 && target is not null)
            throw new BuildException(definition.Origin, "Several patches in one entry must not have a 'target'.");
    }

    public void Transform(ResourceSet resources)
    {
        if (operations is not null)
            ApplyOperations(resources);
        else if (target is not null)
            foreach (BuildResource resource in resources.Select(target))
                Merge(resource, merges[0], isOfTarget: true);
        else
            foreach (BuildResource patch in merges)
                MergeNamed(resources, patch);
        resources.RemoveAll(r => r.Root.Entries.Count == 0);
    }

    private List<BuildResource> ReadMerges(DocumentSet set, TextPlaces? places, Origin place)
    {
        try
        {
            List<BuildResource> read = ResourceReader.Read(set, session.Budget, places);
            return read.Count > 0 ? read : throw new BuildException(place, "The patch is empty.");
        }
        catch (BuildException failure)
        {
            throw new BuildException(failure.Origin, $"The patch is neither a strategic merge patch nor a JSON patch: {failure.Message}");
        }
    }

    /// <summary>Kustomize takes a text that begins with a bracket for JSON, and nothing else.</summary>
    private static bool IsReadAsJson(string text)
    {
        if (!text.StartsWith('['))
            return true;
        try
        {
            using var json = System.Text.Json.JsonDocument.Parse(text);
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private void ApplyOperations(ResourceSet resources)
    {
        foreach (BuildResource resource in resources.Select(target!))
        {
            resource.StoreId();
            foreach (JsonPatchOperation operation in operations!)
                operation.Apply(resource.Root, session.Budget);
        }
    }

    private void MergeNamed(ResourceSet resources, BuildResource patch)
    {
        List<BuildResource> matches = resources.MatchingAny(patch.Id);
        if (matches.Count == 1)
            Merge(matches[0], patch, isOfTarget: false);
        else if (matches.Count == 0)
            session.FailOrUnknown(patch.Root.Origin, $"The patch is for {patch.Id}, which is not there.");
        else
            throw new BuildException(patch.Root.Origin, $"The patch is for {patch.Id}, which is there several times.");
    }

    /// <summary>Labels and annotations of a patch with a target pass as texts through Kustomize, null among them.</summary>
    private static void AsTexts(ObjectMap? metadata)
    {
        foreach (string field in new[] { "labels", "annotations" })
            foreach (ObjectEntry entry in metadata?.MapOf(field)?.Entries ?? [])
                if (entry.Value is ObjectScalar scalar)
                    scalar.SetValue(scalar.Text, ScalarTag.Text, scalar.Origin);
    }

    private void Merge(BuildResource resource, BuildResource patch, bool isOfTarget)
    {
        (string name, string @namespace, string kind) = (resource.Name, resource.Namespace, resource.Kind.Kind);
        bool changesName = definition.Options.Contains("allowNameChange");
        bool changesKind = definition.Options.Contains("allowKindChange");
        if (changesName || changesKind)
            resource.StoreId();
        ObjectMap change = patch.Root.Copy();
        Origin nameOrigin = resource.NameOrigin;
        Origin kindOrigin = resource.Root["kind"]!.Origin;
        if (isOfTarget)
            AsTexts(change.MapOf("metadata"));
        if (isOfTarget)
            change.Set("apiVersion", resource.Root["apiVersion"]?.Copy() ?? ObjectScalar.OfText("", resource.Root.Origin));
        if (!changesKind)
            change.Set("kind", resource.Root["kind"]!.Copy());
        ObjectNode? placed = resource.Root.MapOf("metadata")?["namespace"]?.Copy();
        ObjectMap? merged = new StrategicMerge(session.Schema, session.Budget).Apply(resource.Root, change);
        resource.Root = merged ?? new ObjectMap(patch.Root.Origin);
        if (merged is null)
            return;
        if (!changesKind)
            merged.Set("kind", ObjectScalar.OfText(kind, kindOrigin));
        if (!changesName)
            merged.Ensure("metadata", nameOrigin).Set("name", ObjectScalar.OfText(name, nameOrigin));
        if (placed is not null && @namespace.Length > 0)
            merged.Ensure("metadata", nameOrigin).Set("namespace", placed);
        else
            merged.MapOf("metadata")?.Remove("namespace");
    }
}
