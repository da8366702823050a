using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Fields;

/// <summary>Reads which fields transformers change: files of configurations, and schemas of custom resources.</summary>
internal static class FieldConfigurationReader
{
    private const string Extension = "x-kubernetes-";
    private const int DeepestSchema = 32;

    /// <summary>The fields of files that <c>configurations</c> names, laid over those that Kustomize knows.</summary>
    /// <exception cref="BuildException">A file cannot be read.</exception>
    public static FieldConfiguration Read(IReadOnlyList<PlacedText> paths, BuildFolder folder)
    {
        FieldConfiguration all = DefaultFields.Create();
        foreach (PlacedText path in paths)
            if (RootOf(folder, path) is ObjectMap map)
                all.Merge(Of(new DefinitionFields(map)), path.Origin);
        return all;
    }

    /// <summary>The fields of custom resources that <c>crds</c> describes.</summary>
    /// <exception cref="BuildException">A file cannot be read.</exception>
    public static FieldConfiguration ReadCustom(IReadOnlyList<PlacedText> paths, BuildFolder folder)
    {
        var all = new FieldConfiguration();
        foreach (PlacedText path in paths)
        {
            if (RootOf(folder, path) is not ObjectMap types)
                continue;
            foreach (ObjectEntry type in types.Entries)
                if (PropertiesOf(types, type.Key) is { } fields && fields["kind"] is not null && fields["apiVersion"] is not null && fields["metadata"] is not null)
                {
                    var kind = new GroupVersionKind("", "", type.Key.Substring(type.Key.LastIndexOf('.') + 1));
                    AddProperties(all, kind, types, type.Key, [], folder.Session.Budget);
                }
        }
        return all;
    }

    private static FieldConfiguration Of(DefinitionFields fields)
    {
        var read = new FieldConfiguration();
        read.Prefix.AddRange(PartReader.FieldsOf(fields, "namePrefix"));
        read.Suffix.AddRange(PartReader.FieldsOf(fields, "nameSuffix"));
        read.Namespace.AddRange(PartReader.FieldsOf(fields, "namespace"));
        read.CommonLabels.AddRange([.. PartReader.FieldsOf(fields, "commonLabels"), .. PartReader.FieldsOf(fields, "labels")]);
        read.TemplateLabels.AddRange(PartReader.FieldsOf(fields, "templateLabels"));
        read.CommonAnnotations.AddRange(PartReader.FieldsOf(fields, "commonAnnotations"));
        read.Images.AddRange(PartReader.FieldsOf(fields, "images"));
        read.Replicas.AddRange(PartReader.FieldsOf(fields, "replicas"));
        read.Variables.AddRange(PartReader.FieldsOf(fields, "varReference"));
        foreach (DefinitionFields reference in fields.Objects("nameReference"))
            read.References.Add((PartReader.Field(reference).Kind, PartReader.FieldsOf(reference, "fieldSpecs")));
        return read;
    }

    private static void AddProperties(
        FieldConfiguration into,
        GroupVersionKind kind,
        ObjectMap types,
        string type,
        string[] path,
        BuildBudget budget)
    {
        if (PropertiesOf(types, type) is not { } properties || path.Length > DeepestSchema)
            return;
        foreach (ObjectEntry entry in properties.Entries)
        {
            if (entry.Value is not ObjectMap property)
                continue;
            budget.SpendNodes(1);
            string[] at = [.. path, entry.Key];
            var field = new FieldSpec(kind, string.Join('/', at), IsCreated: false);
            if (property[Extension + "annotation"] is not null)
                into.CommonAnnotations.Add(field);
            if (property[Extension + "label-selector"] is not null)
                into.CommonLabels.Add(field);
            if (property[Extension + "identity"] is not null)
                into.Prefix.Add(field);
            if (property[Extension + "object-ref-api-version"] is ObjectScalar version && property[Extension + "object-ref-kind"] is ObjectScalar target)
            {
                string key = property.TextOf(Extension + "object-ref-name-key") is { Length: > 0 } given ? given : "name";
                into.References.Add((new GroupVersionKind("", version.Text, target.Text), [new FieldSpec(kind, $"{field.Path}/{key}", false)]));
            }
            if (property.TextOf("$ref") is { Length: > 0 } reference)
                AddProperties(into, kind, types, reference, at, budget);
        }
    }

    private static ObjectMap? PropertiesOf(ObjectMap types, string type) =>
        types.MapOf(type)?.Find("Schema", "properties") as ObjectMap ?? types.MapOf(type)?.Find("schema", "properties") as ObjectMap;

    private static ObjectNode? RootOf(BuildFolder folder, PlacedText path)
    {
        DocumentSet set = folder.ReadDocuments(path.Text, path.Origin);
        if (set.Errors.Count > 0)
            throw new BuildException(new Origin(set.File, set.Errors[0].Span), $"The configuration cannot be read: {set.Errors[0].Message}");
        return set.Documents.Count > 0 ? NodeReader.Read(set.Documents[0], folder.Session.Budget) : null;
    }
}
