using System.Text;
using ContainerSecurity.Helm.Kustomize.Definitions;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Kustomize.Resources;

namespace ContainerSecurity.Helm.Kustomize.Generators;

/// <summary>Makes a config map or secret.</summary>
internal static class MapGenerator
{
    private const int LongestLine = 70;

    /// <summary>Makes the object that a generator describes.</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="common">What all generators of the kustomization have in common.</param>
    /// <param name="folder">The folder of its files.</param>
    /// <exception cref="BuildException">It cannot be made.</exception>
    public static BuildResource Make(GeneratorDefinition generator, GeneratorOptions? common, BuildFolder folder)
    {
        if (generator.Name.Text.Length == 0)
            throw new BuildException(generator.Origin, "A generator must name what it makes.");
        if (generator.Behavior is not ("" or "create" or "merge" or "replace"))
            throw new BuildException(generator.Origin, $"Generators know no behavior '{generator.Behavior}'; use create, merge or replace.");
        GeneratorOptions? options = GeneratorOptions.Merge(generator.Options, common);
        Origin origin = generator.Origin;
        bool isSecret = generator.Kind == "Secret";
        var root = new ObjectMap(origin);
        root.Set("apiVersion", ObjectScalar.OfText("v1", origin));
        root.Set("kind", ObjectScalar.OfText(generator.Kind, origin));
        ObjectMap metadata = root.Ensure("metadata", origin);
        metadata.Set("name", ObjectScalar.OfText(generator.Name.Text, generator.Name.Origin));
        if (generator.Namespace is { Text.Length: > 0 } @namespace)
            metadata.Set("namespace", ObjectScalar.OfText(@namespace.Text, @namespace.Origin));
        if (isSecret)
            root.Set("type", ObjectScalar.OfText(generator.Type.Length > 0 ? generator.Type : "Opaque", origin));
        foreach (KeyValue pair in KeyValueSources.Read(generator, folder))
        {
            folder.Session.Budget.SpendText(pair.Text.Length);
            bool isEncoded = isSecret || pair.Bytes is not null;
            string text = isEncoded ? Encoded(pair.Bytes ?? Encoding.UTF8.GetBytes(pair.Text)) : pair.Text;
            root.Ensure(isEncoded && !isSecret ? "binaryData" : "data", origin).Set(pair.Key, ObjectScalar.OfText(text, pair.Origin));
        }
        SetPairs(metadata, "labels", options?.Labels);
        SetPairs(metadata, "annotations", options?.Annotations);
        if (options is { IsImmutable: true })
            root.Set("immutable", new ObjectScalar(origin, "true", ScalarTag.Boolean));
        return new BuildResource(root)
        {
            NeedsHash = options is not { IsWithoutHash: true },
            Behavior = generator.Behavior.Length > 0 ? generator.Behavior : "create",
        };
    }

    private static void SetPairs(ObjectMap metadata, string field, List<(string Key, PlacedText Value)>? pairs)
    {
        foreach ((string key, PlacedText value) in pairs ?? [])
            metadata.Ensure(field, value.Origin).Set(key, ObjectScalar.OfText(value.Text, value.Origin));
    }

    /// <summary>Base64, in lines where it is long.</summary>
    private static string Encoded(byte[] bytes)
    {
        string text = Convert.ToBase64String(bytes);
        if (text.Length < LongestLine)
            return text;
        var lines = new StringBuilder(text.Length + text.Length / LongestLine + 1);
        for (int i = 0; i < text.Length; i += LongestLine)
            lines.Append(text, i, Math.Min(LongestLine, text.Length - i)).Append('\n');
        return lines.ToString();
    }
}
