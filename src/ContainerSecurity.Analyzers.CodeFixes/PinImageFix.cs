using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>
/// Puts a placeholder where an image's version or digest belongs. A fix cannot know which version runs, so it invents none: the placeholder is
/// no valid reference, and CSEC1008 points at it until somebody has filled it in.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PinImageFix)), Shared]
public sealed class PinImageFix : NodeFix
{
    private const string Version = "<version>";
    private const string Digest = "sha256:<digest>";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["CSEC1001", "CSEC1002"];

    private protected override FixReach Reach => FixReach.Finding;

    private protected override IEnumerable<Change> ChangesOf(SyntaxNode root, SemanticModel model, Diagnostic diagnostic)
    {
        if (LiteralAt(root, diagnostic.Location.SourceSpan) is not { } literal
            || !literal.IsKind(SyntaxKind.StringLiteralExpression)
            || literal.Token.ValueText is not { Length: > 0 } image
            || image.Contains("@"))
            yield break;
        if (IsTag(literal, image))
        {
            yield return To("Name a version", "version", literal, Version);
            yield break;
        }
        (string name, string? tag) = Split(image);
        if (diagnostic.Id == "CSEC1001")
            yield return To("Name a version", "version", literal, $"{name}:{Version}");
        yield return To("Pin by digest", "digest", literal, $"{name}{(tag is null ? "" : ":" + tag)}@{Digest}");
    }

    private static Change To(string title, string key, LiteralExpressionSyntax literal, string image) =>
        new(
            $"{title}: {image}",
            nameof(PinImageFix) + key,
            literal,
            old => SyntaxFactory.LiteralExpression(
                SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(image)).WithTriviaFrom(old));

    /// <summary>Whether the literal is a tag alone, as <c>WithImageTag</c> takes it.</summary>
    private static bool IsTag(LiteralExpressionSyntax literal, string text) =>
        text == "latest" && literal.Parent is ArgumentSyntax or AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "Tag" } };

    /// <summary>A colon before the last slash is a port, not a tag.</summary>
    private static (string Name, string? Tag) Split(string image)
    {
        int colon = image.LastIndexOf(':');
        return colon <= image.LastIndexOf('/') ? (image, null) : (image.Substring(0, colon), image.Substring(colon + 1));
    }
}
