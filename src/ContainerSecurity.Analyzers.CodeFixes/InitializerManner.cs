using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>How an initialiser of several lines is laid out: its indents, and whether braces stand on lines of their own.</summary>
internal sealed class InitializerManner
{
    private readonly string step;
    private readonly string newLine;
    private readonly bool hasBraceOnTheLine;

    /// <summary>Reads it off an initialiser.</summary>
    public InitializerManner(InitializerExpressionSyntax initializer, SourceText source, string newLine)
    {
        this.newLine = newLine;
        hasBraceOnTheLine = !IsFirst(source, initializer.OpenBraceToken.SpanStart);
        string outer = IndentAt(source, IsFirst(source, initializer.OpenBraceToken.SpanStart) || !IsFirst(source, initializer.CloseBraceToken.SpanStart)
            ? initializer.OpenBraceToken.SpanStart
            : initializer.CloseBraceToken.SpanStart);
        ExpressionSyntax? member = initializer.Expressions.FirstOrDefault(e => IsFirst(source, e.SpanStart));
        string inner = member is null ? "" : IndentAt(source, member.SpanStart);
        bool isDeeper = inner.Length > outer.Length && inner.StartsWith(outer, StringComparison.Ordinal);
        step = isDeeper ? inner.Substring(outer.Length) : outer.Contains("\t") || inner.Contains("\t") ? "\t" : "    ";
        Indent = member is null ? outer + step : inner;
    }

    private InitializerManner(string indent, InitializerManner around)
    {
        Indent = indent;
        step = around.step;
        newLine = around.newLine;
        hasBraceOnTheLine = around.hasBraceOnTheLine;
    }

    /// <summary>The white space before a member.</summary>
    public string Indent { get; }

    /// <summary>The manner of an object that is a member.</summary>
    public InitializerManner Inner => new(Indent + step, this);

    /// <summary>The initialiser of an object that is a member.</summary>
    /// <param name="members">Its members as text.</param>
    public string Braced(IEnumerable<string> members) =>
        $"{(hasBraceOnTheLine ? " " : newLine + Indent)}{{{newLine}{string.Concat(members.Select(m => $"{Indent}{step}{m},{newLine}"))}{Indent}}}";

    private static bool IsFirst(SourceText source, int position) =>
        string.IsNullOrWhiteSpace(source.ToString(TextSpan.FromBounds(source.Lines.GetLineFromPosition(position).Start, position)));

    private static string IndentAt(SourceText source, int position)
    {
        string line = source.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}
