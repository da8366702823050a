using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Fields;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Patches;
using ContainerSecurity.Helm.Kustomize.Replacements;
using ContainerSecurity.Helm.Kustomize.Resources;
using ContainerSecurity.Helm.Kustomize.Transformers;

namespace ContainerSecurity.Helm.Kustomize.Building;

/// <summary>The transformers that the fields of a kustomization stand for, in the order in which Kustomize runs them.</summary>
internal sealed class TransformerList(BuildFolder folder, KustomizationDefinition definition, FieldConfiguration fields, bool hasHistory)
{
    private static readonly FieldSpec Labels = DefaultFields.Of("metadata/labels", isCreated: true);

    /// <summary>The transformers; each is made when those before it have run.</summary>
    /// <exception cref="BuildException">One cannot be made.</exception>
    public IEnumerable<(ITransformer Transformer, HistoryEntry? Entry)> Builtin()
    {
        if (definition.StrategicMergePatches.Count > 0)
            yield return With(
                "PatchStrategicMergeTransformer",
                new TransformerChain([.. definition.StrategicMergePatches.Select(p => StrategicMergePatches.Read(p, folder))]));
        foreach (PatchDefinition patch in definition.Patches)
            yield return With("PatchTransformer", new PatchTransformer(patch, folder));
        if (definition.Namespace is { Text.Length: > 0 } @namespace)
            yield return With("NamespaceTransformer", new NamespaceTransformer(@namespace, fields.Namespace));
        if (definition.Prefix is { Text.Length: > 0 } prefix)
            yield return With("PrefixTransformer", new AffixTransformer(prefix, fields.Prefix, isSuffix: false));
        if (definition.Suffix is { Text.Length: > 0 } suffix)
            yield return With("SuffixTransformer", new AffixTransformer(suffix, fields.Suffix, isSuffix: true));
        foreach (LabelDefinition label in definition.Labels)
            yield return With("LabelTransformer", new PairTransformer(label.Pairs, FieldsOf(label)));
        if (definition.CommonLabels.Count + definition.Labels.Count > 0)
            yield return With("LabelTransformer", new PairTransformer(definition.CommonLabels, fields.CommonLabels));
        if (definition.CommonAnnotations.Count > 0)
            yield return With("AnnotationsTransformer", new PairTransformer(definition.CommonAnnotations, fields.CommonAnnotations));
        foreach (PatchDefinition patch in definition.JsonPatches)
            yield return With("PatchJson6902Transformer", new PatchTransformer(patch, folder, isJson: true));
        foreach (ReplicaDefinition replica in definition.Replicas)
            yield return With("ReplicaCountTransformer", new ReplicaTransformer(replica, fields.Replicas));
        foreach (ImageDefinition image in definition.Images)
            yield return With("ImageTagTransformer", new ImageTransformer(image, fields.Images));
        if (definition.Replacements.Count > 0)
            yield return With("ReplacementTransformer", new ReplacementTransformer(ReplacementFiles.Resolve(definition.Replacements, folder)));
    }

    private List<FieldSpec> FieldsOf(LabelDefinition label)
    {
        List<FieldSpec> own = [.. label.Fields];
        if (label.IncludesSelectors)
        {
            FieldConfiguration.Add(own, fields.CommonLabels, definition.Origin);
            return own;
        }
        if (label.IncludesTemplates)
            FieldConfiguration.Add(own, fields.TemplateLabels, definition.Origin);
        FieldConfiguration.Add(own, [Labels], definition.Origin);
        return own;
    }

    private (ITransformer Transformer, HistoryEntry? Entry) With(string kind, ITransformer transformer) =>
        (transformer, hasHistory
            ? new HistoryEntry("", folder.PathFromStart(definition.FileName), [("apiVersion", "builtin"), ("kind", kind)], definition.Origin)
            : null);
}
