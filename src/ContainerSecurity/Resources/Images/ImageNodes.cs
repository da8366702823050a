using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Images;

/// <summary>
/// Writes what is known of an image as a document in the words of its specification, so that findings have paths such
/// as <c>config.Env[2]</c>. An image has no lines: everything is at its start.
/// </summary>
internal sealed class ImageNodes(SourceFile file)
{
    public MappingNode Write(ImageConfig config, IReadOnlyDictionary<string, string> annotations) => Mapping(
    [
        ("config", Mapping(
        [
            ("User", Optional(config.User)),
            ("Env", List(config.Environment)),
            ("Entrypoint", config.Entrypoint.Count == 0 ? null : List(config.Entrypoint)),
            ("Cmd", config.Command.Count == 0 ? null : List(config.Command)),
            ("Labels", Texts(config.Labels)),
            ("Healthcheck", config.HealthCheck.Count == 0 ? null : Mapping([("Test", List(config.HealthCheck))])),
        ])),
        ("created", Optional(config.Created?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture))),
        ("rootfs", Mapping([("diff_ids", List(config.DiffIds.Select(d => d.ToString())))])),
        ("history", new SequenceNode(file, SourceSpan.FileStart, [.. config.History.Select(h => Mapping([("created_by", Optional(h.CreatedBy))]))])),
        ("annotations", Texts(annotations)),
    ]);

    private MappingNode Texts(IReadOnlyDictionary<string, string> texts) => Mapping([.. texts.Select(t => (t.Key, (DocumentNode?)Text(t.Value)))]);

    private SequenceNode List(IEnumerable<string> texts) => new(file, SourceSpan.FileStart, [.. texts.Select(Text)]);

    private ScalarNode? Optional(string? text) => string.IsNullOrEmpty(text) ? null : Text(text!);

    private ScalarNode Text(string text) => new(file, SourceSpan.FileStart, text, ScalarStyle.Quoted);

    private MappingNode Mapping(IReadOnlyList<(string Key, DocumentNode? Value)> entries) =>
        new(file, SourceSpan.FileStart, [.. entries.Where(e => e.Value is not null).Select(e => new MappingEntry(e.Key, SourceSpan.FileStart, e.Value!))]);
}
