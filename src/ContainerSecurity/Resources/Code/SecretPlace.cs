using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Dockerfiles;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Resources.Code;

/// <summary>A secret in the text of a resource.</summary>
/// <param name="Secret">What was found.</param>
/// <param name="Location">Where it stands in the source, with the path of the field that holds it.</param>
public sealed record SecretPlace(SecretFinding Secret, DocumentLocation Location) : ILocated
{
    /// <summary>What the secret is given to in source code, such as <c>password</c>; null where nothing tells.</summary>
    public string? Taker { get; init; }

    private const string DocumentMarker = "\n---";

    /// <summary>The text that was searched.</summary>
    private string Searched { get; init; } = "";

    /// <summary>
    /// The secrets in the part of its source that describes a resource, with the comments around it; those in its
    /// values where the source is an object.
    /// </summary>
    internal static IReadOnlyList<SecretPlace> In(Resource resource, SecretDetector detector)
    {
        // The text of services is that of their compose files, which are resources too.
        SourceFile file = resource.Node.File;
        if (file.IsObject || resource.Node.IsAssembled)
            return InValues(resource.Node, detector);
        if (file.Text is not { Length: > 0 } text || resource.IsInText || resource is Workload { Platform: Platform.Compose } or Dockerfile { IsEmbedded: true })
            return [];
        (int start, int end) = RangeOf(resource.Node, text);
        string part = start == 0 && end == text.Length ? text : text.Substring(start, end - start);
        return [.. detector.Scan(part, file.Path).Select(s => Of(s, part, start, resource.Node))];
    }

    /// <summary>Whether a credential is handed by code or settings to something that takes one.</summary>
    internal bool IsHandedOver(Resource resource) => Secret.Kind == SecretKind.Credential && resource is SourceCode or TextFile or SettingsFile;

    /// <summary>The secret as it is written, for comparing; empty where its text is not at hand.</summary>
    internal string Text => Secret.End <= Searched.Length ? Searched.Substring(Secret.Start, Secret.Length) : "";

    /// <summary>Its first sentence: what it is, never the secret itself.</summary>
    public override string ToString() =>
        $"{Secret.Service} ({Secret.Pattern.Id}), {Secret.Redacted}{(Secret.Validity == SecretValidity.Expired ? ", expired" : "")}";

    private static SecretPlace[] InValues(MappingNode root, SecretDetector detector)
    {
        var values = new ValueText(root);
        return [.. detector.Scan(values.Text, root.File.Path)
            .Select(s => new SecretPlace(s, DocumentLocation.Of(values.NodeAt(s.Start))) { Searched = values.Text })];
    }

    private static (int Start, int End) RangeOf(MappingNode node, string text)
    {
        SourceSpan span = node.Span;
        int start = node.File.Lines.OffsetOf(span.Line, span.Column);
        int end = Math.Max(start, node.File.Lines.OffsetOf(span.EndLine, span.EndColumn));
        if (node.Parent is not null)
            return (start, end);
        int next = text.IndexOf(DocumentMarker, end, StringComparison.Ordinal);
        return (start == 0 ? 0 : text.LastIndexOf(DocumentMarker, start - 1, StringComparison.Ordinal) + 1, next < 0 ? text.Length : next);
    }

    private static SecretPlace Of(SecretFinding secret, string part, int start, MappingNode root)
    {
        SourceSpan span = root.File.Lines.SpanOf(start + secret.Start, secret.Length);
        return new SecretPlace(secret, new DocumentLocation(root.File, span, root.NodeAt(span.Line, span.Column).Path)) { Searched = part };
    }
}
