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

    /// <summary>
    /// The secrets in the part of its source that describes a resource, with the comments before it; those in its
    /// values where the source is an object.
    /// </summary>
    internal static IReadOnlyList<SecretPlace> In(Resource resource, SecretDetector detector)
    {
        // The text of services is that of their compose files, which are resources too.
        SourceFile file = resource.Node.File;
        if (file.IsObject)
            return InValues(resource.Node, detector);
        if (file.Text is not { Length: > 0 } text || resource is Workload { Platform: Platform.Compose } or Dockerfile { IsEmbedded: true })
            return [];
        (int start, int end) = RangeOf(resource.Node, text);
        IReadOnlyList<SecretFinding> found = detector.Scan(start == 0 && end == text.Length ? text : text.Substring(start, end - start), file.Path);
        return found.Count == 0 ? [] : [.. found.Select(s => Of(s, start, resource.Node))];
    }

    /// <summary>Whether a credential is handed to something that takes one: by code or settings, or as an argument of a command that logs in.</summary>
    internal bool IsHandedOver(Resource resource) =>
        Secret.Kind == SecretKind.Credential
        && (resource is SourceCode or TextFile
            || (resource is Workload
                && Secret.IsOfCommand
                && (Location.Path.Contains(".args[") || Location.Path.Contains(".command["))));

    /// <summary>Its first sentence: what it is, never the secret itself.</summary>
    public override string ToString() =>
        $"{Secret.Service} ({Secret.Pattern.Id}), {Secret.Redacted}{(Secret.Validity == SecretValidity.Expired ? ", expired" : "")}";

    private static SecretPlace[] InValues(MappingNode root, SecretDetector detector)
    {
        var values = new ValueText(root);
        return [.. detector.Scan(values.Text, root.File.Path).Select(s => new SecretPlace(s, DocumentLocation.Of(values.NodeAt(s.Start))))];
    }

    private static (int Start, int End) RangeOf(MappingNode node, string text)
    {
        SourceSpan span = node.Span;
        int start = node.File.Lines.OffsetOf(span.Line, span.Column);
        if (node.Parent is null)
            start = start == 0 ? 0 : text.LastIndexOf(DocumentMarker, start - 1, StringComparison.Ordinal) + 1;
        return (start, Math.Max(start, node.File.Lines.OffsetOf(span.EndLine, span.EndColumn)));
    }

    private static SecretPlace Of(SecretFinding secret, int start, MappingNode root)
    {
        SourceSpan span = root.File.Lines.SpanOf(start + secret.Start, secret.Length);
        return new SecretPlace(secret, new DocumentLocation(root.File, span, root.NodeAt(span.Line, span.Column).Path));
    }
}
