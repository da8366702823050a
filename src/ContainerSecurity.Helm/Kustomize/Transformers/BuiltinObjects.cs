using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Fields;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Generators;
using ContainerSecurity.Helm.Kustomize.Patches;
using ContainerSecurity.Helm.Kustomize.Replacements;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Transformers;

/// <summary>Makes generators and transformers of the objects that configure those which Kustomize brings itself.</summary>
internal static class BuiltinObjects
{
    private const string Version = "builtin";

    /// <summary>Whether an object configures a part of Kustomize, and no plug-in, which would have to be run.</summary>
    public static bool IsBuiltin(BuildResource resource) => resource.Root.TextOf("apiVersion") == Version;

    /// <summary>What an object generates.</summary>
    /// <exception cref="BuildException">There is no such generator.</exception>
    public static BuildResource Generate(BuildResource configuration, BuildFolder folder)
    {
        var fields = new DefinitionFields(configuration.Root);
        string kind = configuration.Root.TextOf("kind");
        if (kind == "IAMPolicyGenerator")
            return PolicyGenerator.Make(fields);
        string made = kind switch
        {
            "ConfigMapGenerator" => "ConfigMap",
            "SecretGenerator" => "Secret",
            _ => throw new BuildException(configuration.Root.Origin, $"Kustomize has no generator '{kind}'."),
        };
        DefinitionFields? metadata = fields.Object("metadata");
        GeneratorDefinition read = PartReader.Generator(fields, made, isStrict: false);
        return MapGenerator.Make(
            read with
            {
                Name = read.Name.Text.Length > 0 ? read.Name : metadata?.Placed("name") ?? read.Name,
                Namespace = read.Namespace ?? metadata?.Placed("namespace"),
            },
            null,
            folder);
    }

    /// <summary>The transformer that an object configures.</summary>
    /// <exception cref="BuildException">There is no such transformer.</exception>
    public static ITransformer Transformer(BuildResource configuration, BuildFolder folder)
    {
        var fields = new DefinitionFields(configuration.Root);
        string kind = configuration.Root.TextOf("kind");
        List<FieldSpec> specs = PartReader.FieldsOf(fields, "fieldSpecs");
        PlacedText Text(string name) => fields.Placed(name) ?? new PlacedText("", fields.Origin);
        switch (kind)
        {
            case "NamespaceTransformer":
                DefinitionFields? metadata = fields.Object("metadata");
                PlacedText name = metadata?.Placed("namespace") ?? new PlacedText("", fields.Origin);
                return new NamespaceTransformer(name, specs, fields.Flag("unsetOnly"), fields.Text("setRoleBindingSubjects"));
            case "PrefixTransformer":
                return new AffixTransformer(Text("prefix"), specs, isSuffix: false);
            case "SuffixTransformer":
                return new AffixTransformer(Text("suffix"), specs, isSuffix: true);
            case "PrefixSuffixTransformer":
                return new TransformerChain(
                    [new AffixTransformer(Text("prefix"), specs, isSuffix: false), new AffixTransformer(Text("suffix"), specs, isSuffix: true)]);
            case "LabelTransformer":
                return new PairTransformer(fields.Pairs("labels"), specs);
            case "AnnotationsTransformer":
                return new PairTransformer(fields.Pairs("annotations"), specs);
            case "ReplicaCountTransformer":
                return new ReplicaTransformer(PartReader.Replica(fields.Object("replica") ?? fields, isStrict: false), specs);
            case "ImageTagTransformer":
                return new ImageTransformer(PartReader.Image(fields.Object("imageTag") ?? fields, isStrict: false), specs);
            case "PatchTransformer":
                return new PatchTransformer(PartReader.Patch(fields, isStrict: false), folder);
            case "PatchJson6902Transformer":
                PatchDefinition read = PartReader.Patch(fields, isStrict: false);
                return new PatchTransformer(read with { Text = fields.Placed("jsonOp") ?? read.Text }, folder, isJson: true);
            case "PatchStrategicMergeTransformer":
                PlacedText[] inline = fields.Placed("patches") is { Text.Length: > 0 } patches ? [patches] : [];
                return new TransformerChain([.. fields.Texts("paths").Concat(inline).Select(p => StrategicMergePatches.Read(p, folder))]);
            case "ReplacementTransformer":
                return new ReplacementTransformer(
                    ReplacementFiles.Resolve([.. fields.Objects("replacements").Select(r => PartReader.Replacement(r, isStrict: false))], folder));
            default:
                throw new BuildException(configuration.Root.Origin, $"Kustomize has no transformer '{kind}'.");
        }
    }
}
