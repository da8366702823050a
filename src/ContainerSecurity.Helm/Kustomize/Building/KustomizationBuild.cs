using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Generators;
using ContainerSecurity.Helm.Kustomize.Names;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Output;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Building;

/// <summary>Builds the kustomization of a folder to the end.</summary>
internal static class KustomizationBuild
{
    private const string LocalAnnotation = "config.kubernetes.io/local-config";

    /// <summary>The objects of the kustomization.</summary>
    /// <exception cref="BuildException">It cannot be built.</exception>
    public static IReadOnlyList<BuildResource> Run(string path, BuildSession session)
    {
        Origin place = Origin.StartOf(new SourceFile(path));
        if (!Directory.Exists(path))
            throw new BuildException(place, $"'{path}' is no folder.");
        BuildFolder folder = BuildFolder.Open(path, session);
        session.SetRoot(folder.Root);
        KustomizationDefinition definition = DefinitionReader.Read(folder, place);
        var gathered = new Accumulation(session);
        new TargetBuilder(folder, definition, hasHistory: definition.BuildMetadata.Count > 0).Gather(gathered);
        ResourceSet resources = gathered.Resources;
        NameHash.Apply(resources);
        NameReferences.Apply(resources, gathered.Fields);
        gathered.Variables.Apply(resources, gathered.Fields);
        resources.RemoveAll(IsLocal);
        LegacyOrder.Apply(resources, definition.Sort);
        HistoryAnnotations.Write(resources, definition.BuildMetadata, definition.Origin);
        foreach (BuildResource resource in resources.All)
            CleanAnnotations(resource);
        return resources.All;
    }

    private static bool IsLocal(BuildResource resource) =>
        resource.Annotations?[LocalAnnotation] is ObjectScalar local && local.Text != "false";

    /// <summary>Annotations pass as texts through Kustomize, whatever they were.</summary>
    private static void CleanAnnotations(BuildResource resource)
    {
        if (resource.Root.MapOf("metadata") is not { } metadata || metadata["annotations"] is not { } node)
            return;
        if (node is ObjectMap { Entries.Count: > 0 } annotations)
            foreach (ObjectEntry entry in annotations.Entries)
            {
                if (entry.Value is ObjectScalar scalar)
                    scalar.SetValue(scalar.Text, ScalarTag.Text, scalar.Origin);
            }
        else if (node.IsNull || node is ObjectMap)
            metadata.Remove("annotations");
    }
}
