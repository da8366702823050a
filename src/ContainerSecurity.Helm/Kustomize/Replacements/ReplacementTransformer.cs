using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;
using ContainerSecurity.Helm.Kustomize.Transformers;

namespace ContainerSecurity.Helm.Kustomize.Replacements;

/// <summary>Copies values from one object into others.</summary>
internal sealed class ReplacementTransformer(IReadOnlyList<ReplacementDefinition> replacements) : ITransformer
{
    public void Transform(ResourceSet resources)
    {
        foreach (ReplacementDefinition replacement in replacements)
        {
            if (replacement.Source is not { } source || replacement.Targets is not { } targets)
                throw new BuildException(replacement.Origin, "A replacement needs a 'source' and 'targets'.");
            if (SourceValue(source, resources) is not { } value)
                continue;
            foreach (ReplacementTarget target in targets)
                Apply(target, value, resources);
        }
    }

    private static ObjectNode? SourceValue(ReplacementSource source, ResourceSet resources)
    {
        resources.Session.Budget.SpendSteps(resources.All.Count);
        List<BuildResource> matches = [.. resources.All.Where(r => r.AllIds.Any(id => id.IsSelectedBy(source.Id)))];
        if (matches.Count > 1)
            throw new BuildException(source.Origin, $"Several objects could be the source: {matches[0].Id} and {matches[1].Id}.");
        if (matches.Count == 0)
        {
            resources.Session.FailOrUnknown(source.Origin, $"No object is the source of the replacement: {source.Id}.");
            return null;
        }
        List<FieldSlot> found = new FieldPath(source.FieldPath, source.Origin).Find(matches[0].Root);
        if (found.Count == 0 || found[0].Node is { IsNull: true } or ObjectMap { Entries.Count: 0 } or ObjectList { Items.Count: 0 })
            throw new BuildException(source.Origin, $"{matches[0].Id} has no field '{source.FieldPath}', from which a value was to be copied.");
        return Part(source.Options, found[0].Node, source.Origin);
    }

    private static ObjectNode Part(ReplacementOptions options, ObjectNode node, Origin place)
    {
        if (options.Delimiter.Length == 0)
            return node;
        if (node is not ObjectScalar scalar)
            throw new BuildException(place, "A delimiter needs a text.");
        string[] parts = scalar.Text.Split(options.Delimiter);
        if (options.Index < 0 || options.Index >= parts.Length)
            throw new BuildException(place, $"The text has no part with the index {options.Index}.");
        return new ObjectScalar(scalar.Origin, parts[options.Index], scalar.Tag);
    }

    private static void Apply(ReplacementTarget target, ObjectNode value, ResourceSet resources)
    {
        if (target.Select is not { } select)
            throw new BuildException(target.Origin, "A target must 'select' objects.");
        var labels = new ResourceSelector(Labels(select), target.Origin);
        ResourceId selected = IdOf(select);
        List<ResourceId> rejected = [.. target.Reject.Select(IdOf).Where(r => r != IdOf(new SelectorTexts()))];
        List<ResourceSelector> rejectedLabels =
            [.. target.Reject.Where(r => r.LabelSelector.Length + r.AnnotationSelector.Length > 0).Select(r => new ResourceSelector(Labels(r), target.Origin))];
        resources.Session.Budget.SpendSteps(resources.All.Count);
        foreach (BuildResource resource in resources.All)
        {
            if (!labels.MatchesLabels(resource) || rejectedLabels.Exists(r => r.MatchesLabels(resource)))
                continue;
            if (!resource.AllIds.Any(id => id.IsSelectedBy(selected)) || resource.AllIds.Any(id => rejected.Exists(id.IsSelectedBy)))
                continue;
            foreach (string path in target.FieldPaths)
                Put(new FieldPath(path, target.Origin), target, value, resource, resources.Session.Budget);
        }
    }

    /// <summary>Names are compared as they are; expressions came only with later versions.</summary>
    private static ResourceId IdOf(SelectorTexts texts) =>
        new(new GroupVersionKind(texts.Group, texts.Version, texts.Kind), texts.Name, texts.Namespace);

    private static SelectorTexts Labels(SelectorTexts texts) =>
        new(LabelSelector: texts.LabelSelector, AnnotationSelector: texts.AnnotationSelector);

    private static void Put(FieldPath path, ReplacementTarget target, ObjectNode value, BuildResource resource, BuildBudget budget)
    {
        bool? makesMap = target.Options.IsCreating ? value is ObjectMap : null;
        List<FieldSlot> found = path.Find(resource.Root, makesMap);
        if (found.Count == 0)
            throw new BuildException(target.Origin, $"{resource.Id} has no field '{path.Text}', into which a value was to be copied.");
        BuildBudget.CheckNesting(path.Length + value.Depth, target.Origin);
        foreach (FieldSlot slot in found)
            Put(slot, target, value, budget);
    }

    private static void Put(FieldSlot slot, ReplacementTarget target, ObjectNode value, BuildBudget budget)
    {
        if (slot.Node is ObjectScalar scalar && value is ObjectScalar text)
        {
            ScalarTag tag = scalar.Tag == ScalarTag.Null ? ScalarTag.Open : scalar.Tag;
            string joined = Joined(target.Options, scalar, text);
            budget.SpendText(joined.Length);
            scalar.SetValue(joined, tag, text.Origin);
            return;
        }
        if (target.Options.Delimiter.Length > 0)
            throw new BuildException(target.Origin, "A delimiter needs a text.");
        budget.SpendNodes(value.Size);
        slot.Replace(value.Copy());
    }

    private static string Joined(ReplacementOptions options, ObjectScalar old, ObjectScalar value)
    {
        if (options.Delimiter.Length == 0)
            return value.Text;
        List<string> parts = [.. old.Text.Split(options.Delimiter)];
        if (options.Index < 0)
            parts.Insert(0, value.Text);
        else if (options.Index >= parts.Count)
            parts.Add(value.Text);
        else
            parts[options.Index] = value.Text;
        return string.Join(options.Delimiter, parts);
    }
}
