using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Projects;

/// <summary>An element of a project file.</summary>
/// <param name="file">The file.</param>
/// <param name="name">Its name, without a namespace.</param>
/// <param name="start">The offset of its opening bracket.</param>
/// <param name="parent">The element around it; null for the root.</param>
internal sealed class ProjectElement(SourceFile file, string name, int start, ProjectElement? parent)
{
    public SourceFile File { get; } = file;

    public string Name { get; } = name;

    public int Start { get; } = start;

    public ProjectElement? Parent { get; } = parent;

    /// <summary>Its attributes by name.</summary>
    public Dictionary<string, ProjectText> Attributes { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<ProjectElement> Children { get; } = [];

    /// <summary>The text in it; that of its end where it holds none.</summary>
    public ProjectText Text { get; set; } = new(file, start, start, "");

    /// <summary>Where its name stands, with the bracket before it.</summary>
    public SourceSpan KeySpan => File.Lines.SpanOf(Start, Name.Length + 1);

    /// <summary>The value of an attribute; null where there is none.</summary>
    public string? this[string attribute] => Attributes.TryGetValue(attribute, out ProjectText? text) ? text.Value : null;

    /// <summary>The metadata of an item: an attribute, or an element in it. Null where it has none.</summary>
    public ProjectText? Metadata(string metadata) =>
        Attributes.TryGetValue(metadata, out ProjectText? text) ? text
        : Children.LastOrDefault(c => string.Equals(c.Name, metadata, StringComparison.OrdinalIgnoreCase))?.Text;

    /// <summary>Whether the element is of a name; MSBuild's own are written in one case.</summary>
    public bool Is(string other) => string.Equals(Name, other, StringComparison.Ordinal);
}
