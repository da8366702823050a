using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A volume of a workload.</summary>
public sealed class Volume : ILocated
{
    /// <summary>The document node of the volume.</summary>
    public NodeView View { get; internal init; }

    /// <summary>The volume's name.</summary>
    public Field<string> Name { get; internal init; }

    /// <summary>
    /// The kind of source, such as <c>hostPath</c> or <c>configMap</c>; a volume without a source is an
    /// <c>emptyDir</c>, as the API server stores it.
    /// </summary>
    public Field<string> SourceType { get; internal init; }

    /// <summary>The source that <see cref="SourceType"/> names.</summary>
    public NodeView Source { get; internal init; }

    /// <summary>The folder or file of the host; missing for any other kind of volume.</summary>
    public Field<string> HostPath { get; internal init; }

    /// <summary>The reference of the image whose files the volume holds; missing for any other kind of volume.</summary>
    public Field<string> Image { get; internal init; }

    /// <summary>When that image is pulled: <c>Always</c>, <c>IfNotPresent</c> or <c>Never</c>.</summary>
    public Field<string> ImagePullPolicy { get; internal init; }

    /// <summary>How much an <c>emptyDir</c> may hold; missing for any other kind of volume.</summary>
    public Field<Quantity> SizeLimit { get; internal init; }

    /// <inheritdoc/>
    public DocumentLocation? Location => Source.IsMissing ? View.Location : Source.Location;
}
