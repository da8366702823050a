using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Docker;

/// <summary>Puts a daemon together from its parts, each with places of its own.</summary>
public static class DaemonReader
{
    /// <summary>Makes a daemon of what could be read of it. A part that is null is unknown.</summary>
    /// <param name="path">The name shown to people where the daemon as a whole is meant.</param>
    /// <param name="errors">Receives values of the wrong type.</param>
    /// <param name="info">What <c>GET /info</c> answers.</param>
    /// <param name="settings">What <c>daemon.json</c> holds; an empty object where there is no such file.</param>
    /// <param name="endpoint">An object with <c>Address</c> and <c>Verified</c>.</param>
    /// <param name="files">A list of objects with <c>Path</c>, <c>Mode</c> and <c>Use</c>.</param>
    public static DockerDaemon Read(
        string path,
        ICollection<DocumentError> errors,
        DocumentNode? info = null,
        DocumentNode? settings = null,
        DocumentNode? endpoint = null,
        DocumentNode? files = null)
    {
        var nothing = new MappingNode(new SourceFile(path), SourceSpan.FileStart, [], isOpen: true);
        NodeView View(DocumentNode? part) => new(part ?? new UnknownNode(nothing.File, nothing.Span), errors);
        NodeView root = info is MappingNode ? View(info) : new NodeView(nothing, errors);
        return new DockerDaemon(root, View(info), View(settings), View(endpoint), ReadFiles(files, errors));
    }

    private static FieldList<NodeView> ReadFiles(DocumentNode? files, ICollection<DocumentError> errors) =>
        files is SequenceNode list
            ? FieldList<NodeView>.Known([.. list.Items.Select(i => Field<NodeView>.Known(new NodeView(i, errors), i))], node: list)
            : FieldList<NodeView>.Unknown(files);
}
