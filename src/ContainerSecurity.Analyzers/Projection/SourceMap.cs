using System.Collections.Concurrent;
using ContainerSecurity.Documents;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Projection;

/// <summary>Goes from places in syntax trees to places in documents, and back. One for a compilation.</summary>
/// <param name="baseFolder">The folder that paths are told relative to, such as the policy's or the project's; null for paths as the compiler has them.</param>
internal sealed class SourceMap(string? baseFolder)
{
    private readonly ConcurrentDictionary<SyntaxTree, SourceFile> files = new();
    private readonly ConcurrentDictionary<SourceFile, SyntaxTree> trees = new();

    public SourceFile FileOf(SyntaxTree tree) => files.GetOrAdd(tree, t =>
    {
        var file = new SourceFile(Relative(t.FilePath));
        trees[file] = t;
        return file;
    });

    /// <summary>Where a node stands, in the words of documents.</summary>
    public Origin OriginOf(SyntaxNode syntax) => OriginOf(syntax.SyntaxTree, syntax.Span);

    public Origin OriginOf(SyntaxTree tree, TextSpan span)
    {
        LinePositionSpan lines = tree.GetLineSpan(span).Span;
        return new Origin(FileOf(tree), new SourceSpan(lines.Start.Line + 1, lines.Start.Character + 1, lines.End.Line + 1, lines.End.Character + 1));
    }

    /// <summary>The place in C# of a place in a document; null where the document is no code.</summary>
    public Location? LocationOf(SourceFile file, SourceSpan span)
    {
        if (!trees.TryGetValue(file, out SyntaxTree? tree))
            return null;
        SourceText text = tree.GetText();
        int start = PositionOf(text, span.Line, span.Column);
        return Location.Create(tree, TextSpan.FromBounds(start, Math.Max(start, PositionOf(text, span.EndLine, span.EndColumn))));
    }

    /// <summary>The path as seen from the base folder, with slashes.</summary>
    public string Relative(string path) => ProjectPath.From(baseFolder, path);

    private static int PositionOf(SourceText text, int line, int column)
    {
        TextLine found = text.Lines[Math.Min(line, text.Lines.Count) - 1];
        return Math.Min(found.Start + column - 1, found.EndIncludingLineBreak);
    }
}
