using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>Lays services over those that they extend, in the same file or another one.</summary>
/// <param name="loader">Opens other files.</param>
/// <param name="errors">Receives what cannot be extended.</param>
/// <param name="variables">The variables.</param>
/// <param name="earlier">What the files before this one hold; null for nothing.</param>
internal sealed class ServiceExtension(ComposeLoader loader, ICollection<DocumentError> errors, Func<string, Field<string>> variables, MappingNode? earlier)
{
    private const int MaxDepth = 16;
    private static readonly string[] Extends = ["extends"];

    /// <summary>The layer's document with its services extended.</summary>
    public MappingNode Apply(ComposeLayer layer)
    {
        if (layer.Services is not { } services || !services.Entries.Any(e => (e.Value as MappingNode)?["extends"] is not null))
            return layer.Root;
        MappingEntry[] extended = [.. services.Entries.Select(e =>
            e with { Value = e.Value is MappingNode service ? Extend(e.Key, service, layer, []).Copy() : e.Value.Copy() })];
        var all = new MappingNode(services.File, services.Span, extended, services.IsOpen);
        return new MappingNode(
            layer.Root.File,
            layer.Root.Span,
            [.. layer.Root.Entries.Select(e => e with { Value = e.Key == "services" ? all : e.Value.Copy() })],
            layer.Root.IsOpen);
    }

    private MappingNode Extend(string name, MappingNode service, ComposeLayer layer, IReadOnlyList<string> chain)
    {
        if (service["extends"] is not { } extends || extends is ScalarNode { IsNull: true })
            return service;
        var view = new NodeView(extends as MappingNode);
        Field<string> file = extends is MappingNode ? ComposeFields.Text(view, "file") : default;
        Field<string> target = extends is ScalarNode text ? ComposeFields.Resolve(Field<string>.Known(text.Text, text)) : ComposeFields.Text(view, "service");
        string link = $"{layer.Folder}{service.File.Path} {name}";
        if (chain.Contains(link) || chain.Count > MaxDepth)
            return Fail(service, extends, $"Circular reference with extends directive: service '{name}' extends itself; what it takes was not judged.");
        if (file.IsUnknown || !target.IsKnown)
            return Fail(service, extends, $"What service '{name}' extends is not known, because a variable has no value; what it takes was not judged.");
        ComposeLayer? source = file.IsKnown
            ? loader.Open(
                ComposeFiles.IsRemote(file.Value) ? file.Value : ComposeFiles.Combine(layer.Folder, file.Value), variables)
            : layer;
        if (source is null)
            return Fail(
                service,
                extends,
                $"Service '{name}' extends {ComposeLoader.Quote(file)}, which cannot be read here; what it takes was not judged.{ComposeLoader.Advice(file)}");
        if (Find(source, target.Value, isOwn: file.IsMissing) is not { } found)
            return Fail(service, extends, $"cannot extend service \"{name}\" in {service.File.Path}: service \"{target.Value}\" not found");
        MappingNode under = ComposeMerge.Without(Extend(target.Value, found, source, [.. chain, link]), Extends);
        return (MappingNode)ComposeMerge.Merge(layer.Clear(under, name), service, "services.*");
    }

    private MappingNode? Find(ComposeLayer layer, string name, bool isOwn) =>
        layer.Find(name) ?? (isOwn ? (earlier?["services"] as MappingNode)?[name] as MappingNode : null);

    /// <summary>A service of which more is not known.</summary>
    private MappingNode Fail(MappingNode service, DocumentNode extends, string message)
    {
        errors.Add(new DocumentError(extends.File.Path, extends.FieldSpan, message));
        return new MappingNode(service.File, service.Span, [.. service.Entries.Select(e => e with { Value = e.Value.Copy() })], isOpen: true);
    }
}
