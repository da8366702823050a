using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Patches;

namespace ContainerSecurity.Helm.Kustomize.Transformers;

/// <summary>Reads the patches of the old field <c>patchesStrategicMerge</c>, whose entries are paths or patches.</summary>
internal static class StrategicMergePatches
{
    /// <summary>The transformer of an entry.</summary>
    /// <exception cref="BuildException">It is neither a path nor a patch.</exception>
    public static ITransformer Read(PlacedText entry, BuildFolder folder) =>
        new PatchTransformer(IsPatch(entry.Text, folder) ? Of(null, entry) : Of(entry, null), folder);

    private static PatchDefinition Of(PlacedText? path, PlacedText? text) => new(path, text, null, [], (path ?? text)!.Origin);

    private static bool IsPatch(string text, BuildFolder folder) =>
        folder.Session.ReadText(text, "") is { Errors.Count: 0, Documents: [MappingNode, ..] };
}
