using ContainerSecurity.Helm.Kustomize.Fields;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Definitions;

/// <summary>Reads the parts of kustomizations; objects that configure generators and transformers have the same.</summary>
internal static class PartReader
{
    public static GeneratorDefinition Generator(DefinitionFields fields, string kind, bool isStrict)
    {
        PlacedText? environment = fields.Placed("env");
        var definition = new GeneratorDefinition(
            kind,
            fields.Placed("name") ?? new PlacedText("", fields.Origin),
            fields.Placed("namespace"),
            fields.Text("behavior"),
            fields.Origin)
        {
            Type = kind == "Secret" ? fields.Text("type") : "",
            Literals = fields.Texts("literals"),
            Files = fields.Texts("files"),
            Environments = environment is { Text.Length: > 0 } ? [.. fields.Texts("envs"), environment] : fields.Texts("envs"),
            Options = fields.Object("options") is { } options ? Options(options, isStrict) : null,
        };
        Finish(fields, isStrict);
        return definition;
    }

    public static GeneratorOptions Options(DefinitionFields fields, bool isStrict)
    {
        var options = new GeneratorOptions(
            fields.Pairs("labels"), fields.Pairs("annotations"), fields.Flag("disableNameSuffixHash"), fields.Flag("immutable"));
        Finish(fields, isStrict);
        return options;
    }

    public static PatchDefinition Patch(DefinitionFields fields, bool isStrict)
    {
        var patch = new PatchDefinition(
            fields.Placed("path"),
            fields.Placed("patch"),
            fields.Object("target") is { } target ? Selector(target, isStrict) : null,
            fields.Flags("options"),
            fields.Origin);
        Finish(fields, isStrict);
        return patch;
    }

    public static SelectorTexts Selector(DefinitionFields fields, bool isStrict)
    {
        var texts = new SelectorTexts(
            fields.Text("group"),
            fields.Text("version"),
            fields.Text("kind"),
            fields.Text("name"),
            fields.Text("namespace"),
            fields.Text("labelSelector"),
            fields.Text("annotationSelector"));
        Finish(fields, isStrict);
        return texts;
    }

    public static LabelDefinition Label(DefinitionFields fields)
    {
        var label = new LabelDefinition(
            fields.Pairs("pairs"), fields.Flag("includeSelectors"), fields.Flag("includeTemplates"), FieldsOf(fields, "fields"));
        fields.RefuseOthers();
        return label;
    }

    public static List<FieldSpec> FieldsOf(DefinitionFields fields, string name) => [.. fields.Objects(name).Select(Field)];

    public static FieldSpec Field(DefinitionFields fields)
    {
        var kind = new GroupVersionKind(fields.Text("group"), fields.Text("version"), fields.Text("kind"));
        var field = new FieldSpec(kind, fields.Text("path"), fields.Flag("create"));
        BuildBudget.CheckNesting(field.Keys.Length, fields.Origin);
        return field;
    }

    public static ReplicaDefinition Replica(DefinitionFields fields, bool isStrict)
    {
        _ = fields.Number("count");
        var replica = new ReplicaDefinition(
            fields.Placed("name") ?? new PlacedText("", fields.Origin),
            fields["count"] is ObjectScalar count ? new PlacedText(count.Text, count.Origin) : new PlacedText("0", fields.Origin));
        Finish(fields, isStrict);
        return replica;
    }

    public static ImageDefinition Image(DefinitionFields fields, bool isStrict)
    {
        var image = new ImageDefinition(
            fields.Placed("name") ?? new PlacedText("", fields.Origin),
            NotEmpty(fields, "newName"),
            NotEmpty(fields, "newTag"),
            NotEmpty(fields, "digest"),
            NotEmpty(fields, "tagSuffix"));
        Finish(fields, isStrict);
        return image;
    }

    public static ReplacementDefinition Replacement(DefinitionFields fields, bool isStrict)
    {
        var replacement = new ReplacementDefinition(
            fields.Placed("path"),
            fields.Object("source") is { } source ? Source(source, isStrict) : null,
            fields["targets"] is null ? null : [.. fields.Objects("targets").Select(t => Target(t, isStrict))],
            fields.Origin);
        Finish(fields, isStrict);
        return replacement;
    }

    public static VariableDefinition Variable(DefinitionFields fields)
    {
        DefinitionFields target = fields.Object("objref") ?? throw new BuildException(fields.Origin, "The variable names no object in 'objref'.");
        string apiVersion = target.Text("apiVersion");
        GroupVersionKind kind = apiVersion.Length > 0
            ? GroupVersionKind.Of(apiVersion, target.Text("kind"))
            : new GroupVersionKind(target.Text("group"), target.Text("version"), target.Text("kind"));
        DefinitionFields? field = fields.Object("fieldref");
        string path = field?.Text("fieldpath") is { Length: > 0 } given ? given : "metadata.name";
        var variable = new VariableDefinition(
            fields.Placed("name") ?? new PlacedText("", fields.Origin),
            new ResourceId(kind, target.Text("name"), target.Text("namespace")),
            path,
            fields.Origin);
        fields.RefuseOthers();
        return variable;
    }

    public static SortDefinition Sort(DefinitionFields fields)
    {
        DefinitionFields? legacy = fields.Object("legacySortOptions");
        string order = fields.Text("order");
        if (order is not ("legacy" or "fifo"))
            throw new BuildException(fields.Origin, "The field 'sortOptions.order' must be 'fifo' or 'legacy'.");
        if (order == "fifo" && legacy is not null)
            throw new BuildException(legacy.Origin, "The field 'legacySortOptions' needs the order 'legacy'.");
        var sort = new SortDefinition(
            order,
            legacy?.Texts("orderFirst").ConvertAll(t => t.Text),
            legacy?.Texts("orderLast").ConvertAll(t => t.Text),
            fields.Origin);
        fields.RefuseOthers();
        return sort;
    }

    private static ReplacementSource Source(DefinitionFields fields, bool isStrict)
    {
        var source = new ReplacementSource(
            new ResourceId(
                new GroupVersionKind(fields.Text("group"), fields.Text("version"), fields.Text("kind")), fields.Text("name"), fields.Text("namespace")),
            fields.Text("fieldPath") is { Length: > 0 } path ? path : "metadata.name",
            ReplacementOptions(fields.Object("options"), isStrict),
            fields.Origin);
        Finish(fields, isStrict);
        return source;
    }

    private static ReplacementTarget Target(DefinitionFields fields, bool isStrict)
    {
        List<string> paths = fields.Texts("fieldPaths").ConvertAll(t => t.Text);
        var target = new ReplacementTarget(
            fields.Object("select") is { } select ? Selector(select, isStrict) : null,
            [.. fields.Objects("reject").Select(r => Selector(r, isStrict))],
            paths.Count == 0 ? ["metadata.name"] : paths,
            ReplacementOptions(fields.Object("options"), isStrict),
            fields.Origin);
        Finish(fields, isStrict);
        return target;
    }

    private static ReplacementOptions ReplacementOptions(DefinitionFields? fields, bool isStrict)
    {
        if (fields is null)
            return new ReplacementOptions("", 0, false);
        _ = fields.Text("encoding");
        var options = new ReplacementOptions(
            fields.Text("delimiter"), (int)Math.Clamp(fields.Number("index"), int.MinValue, int.MaxValue), fields.Flag("create"));
        Finish(fields, isStrict);
        return options;
    }

    private static PlacedText? NotEmpty(DefinitionFields fields, string name) => fields.Placed(name) is { Text.Length: > 0 } text ? text : null;

    private static void Finish(DefinitionFields fields, bool isStrict)
    {
        if (isStrict)
            fields.RefuseOthers();
    }
}
