using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Docker;
using ContainerSecurity.Resources.Dockerfiles;

namespace ContainerSecurity.Resources.Bake;

/// <summary>
/// Reads files of <c>docker buildx bake</c>, in HCL and JSON, which have one shape. Each target is judged by what it
/// says itself: what it inherits is judged where it is written.
/// </summary>
internal sealed class BakeReader
{
    private static readonly string[] Keys = ["target", "group", "variable"];
    private readonly SourceParts parts;
    private readonly BakeVariables variables;
    private readonly ICollection<DocumentError> errors;

    private BakeReader(SourceParts parts, ICollection<DocumentError> errors)
    {
        this.parts = parts;
        this.errors = errors;
        variables = new BakeVariables(parts.Root["variable"] as MappingNode);
    }

    /// <summary>Returns whether a document describes builds.</summary>
    public static bool IsOne(DocumentNode document) => document is MappingNode root && Array.Exists(Keys, k => root[k] is MappingNode);

    /// <summary>Reads a file.</summary>
    /// <param name="parts">Takes what is read.</param>
    /// <param name="errors">Receives what is wrong.</param>
    /// <returns>The resources, that of the file first.</returns>
    public static IReadOnlyList<Resource> Read(SourceParts parts, ICollection<DocumentError> errors)
    {
        var reader = new BakeReader(parts, errors);
        foreach (MappingEntry target in parts.MappingOf(parts.Root["target"])?.Entries ?? [])
            if (parts.MappingOf(target.Value) is { } known)
                reader.ReadTarget(target.Key, known);
        return parts.Together(new SettingsFile(parts.Root, "Bake", SourceParts.NameOf(parts.Root)));
    }

    private void ReadTarget(string name, MappingNode target)
    {
        var images = new List<Field<string>>();
        foreach (MappingEntry context in parts.MappingOf(target["contexts"])?.Entries ?? [])
            if (context.Value is ScalarNode text)
                AddImage(images, text);
        if (target["context"] is ScalarNode own)
            AddImage(images, own);
        parts.Add(new ImageBuild(target, new BuildSettings("target", name)
        {
            Arguments = [.. (parts.MappingOf(target["args"])?.Entries ?? []).Select(ArgumentOf)],
            Entitlements = EntitlementsOf(target["entitlements"]),
            Network = target["network"] is { } network ? TextOf(network) : default,
            IsPrivileged = Field<bool>.Unknown(),
            Images = images,
        }));
        if (target["dockerfile-inline"] is ScalarNode { IsNull: false } inline && inline.Text.Length > 0)
            parts.Add(DockerfileReader.Read(inline.File, errors, Field<DockerIgnore>.Unknown(), EmbeddedText.Of(inline, $"{name}.dockerfile-inline")));
    }

    private void AddImage(List<Field<string>> images, ScalarNode text)
    {
        if (variables.Fill(text.Text) is { } filled && BuildCommand.ContextImage(text, filled) is { } image)
            images.Add(image);
    }

    private FieldList<string> EntitlementsOf(DocumentNode? node) =>
        node is null ? FieldList<string>.Missing() : FieldList<string>.Known([.. parts.ItemsOf(node).Select(TextOf)], node: node);

    /// <summary>A text; one with a variable that has no default is not known.</summary>
    private Field<string> TextOf(DocumentNode node)
    {
        if (node is MappingNode or SequenceNode)
            parts.Mistyped(node, "text");
        return node is ScalarNode { IsNull: false } text && variables.Fill(text.Text) is { } filled ? Field<string>.Known(filled, text) : Field<string>.Unknown(node);
    }

    private EnvironmentVariable ArgumentOf(MappingEntry argument) => new(
        Field<string>.Known(argument.Key, argument.Value),
        argument.Value is ScalarNode { IsNull: true } ? Field<string>.Missing(argument.Value) : TextOf(argument.Value),
        default);
}
