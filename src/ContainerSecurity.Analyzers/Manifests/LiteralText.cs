using System.Text;
using ContainerSecurity.Analyzers.Projection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Manifests;

/// <summary>The text of a string expression, with the place in the source of each of its characters.</summary>
internal sealed class LiteralText
{
    private const string Hole = "x{{hole}}";
    private const string FlowHole = "x__hole__";

    private readonly StringBuilder text = new();
    private readonly List<TextSpan> places = [];
    private int end;

    private LiteralText(SyntaxTree tree) => Tree = tree;

    public SyntaxTree Tree { get; }

    public string Text => text.ToString();

    /// <summary>
    /// The text with words of the same length for the unknown parts, for collections in flow style, where braces of a template open an object.
    /// </summary>
    public string FlowText => Text.Replace(Hole, FlowHole);

    /// <summary>Whether a region of <see cref="FlowText"/> holds an unknown part.</summary>
    public static bool HasFlowHole(string region) => region.Contains(FlowHole);

    /// <summary>Whether part of the text is not known; templates stand there, so that no rule fires on it.</summary>
    public bool HasHoles { get; private set; }

    /// <summary>Reads an expression; null where it is no text that is written out.</summary>
    /// <param name="expression">A literal, an interpolated text, or a sum of them.</param>
    /// <param name="constantOf">The text of any other expression; null where it is not known.</param>
    public static LiteralText? Of(ExpressionSyntax expression, Func<ExpressionSyntax, string?> constantOf)
    {
        var read = new LiteralText(expression.SyntaxTree);
        return read.TryAppend(expression, constantOf) && read.text.Length > 0 ? read : null;
    }

    /// <summary>The place in the source of a region of the text.</summary>
    public TextSpan SpanOf(int start, int length)
    {
        int from = start < places.Count ? places[start].Start : end;
        int last = start + length - 1;
        int to = last < start ? from : last < places.Count ? places[last].End : end;
        return TextSpan.FromBounds(from, Math.Max(from, to));
    }

    private bool TryAppend(ExpressionSyntax expression, Func<ExpressionSyntax, string?> constantOf)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return TryAppend(parenthesized.Expression, constantOf);
            case LiteralExpressionSyntax { Token: var token } when token.Value is string:
                AppendToken(token);
                return true;
            case InterpolatedStringExpressionSyntax interpolated:
                AppendInterpolated(interpolated, constantOf);
                return true;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return TryAppend(sum.Left, constantOf) & TryAppend(sum.Right, constantOf);
            case InvocationExpressionSyntax when TextCall.Of(expression) is { } call:
                return TryAppendCall(call, constantOf);
            default:
                AppendConstant(expression, constantOf(expression));
                return true;
        }
    }

    private bool TryAppendCall(TextCall call, Func<ExpressionSyntax, string?> constantOf)
    {
        if (call.Format is null)
            return call.Values.All(v => TryAppend(v, constantOf));
        if (Of(call.Format, constantOf) is not { } format || FormatPart.Read(format.Text) is not { } parts)
            return false;
        foreach (FormatPart part in parts)
            if (part.Argument < 0)
                for (int i = part.Start; i < part.Start + part.Length; i++)
                    Append(format.text[i], format.places[i]);
            else if (part.IsPlain && part.Argument < call.Values.Count && call.Values[part.Argument] is LiteralExpressionSyntax { Token.Value: string })
                TryAppend(call.Values[part.Argument], constantOf);
            else if (part.Argument < call.Values.Count)
                AppendConstant(call.Values[part.Argument], part.IsPlain ? constantOf(call.Values[part.Argument]) : null);
            else
                return false;
        end = call.Call.Span.End;
        return true;
    }

    private void AppendConstant(ExpressionSyntax expression, string? constant)
    {
        // A template in the middle of a plain scalar is a scalar of YAML, one at its start would open an object.
        HasHoles |= constant is null;
        foreach (char c in constant ?? Hole)
            Append(c, expression.Span);
        end = expression.Span.End;
    }

    private void AppendInterpolated(InterpolatedStringExpressionSyntax interpolated, Func<ExpressionSyntax, string?> constantOf)
    {
        string indent = IndentOf(interpolated.StringEndToken);
        bool isRaw = interpolated.StringStartToken.Text.Contains("\"\"\"");
        foreach (InterpolatedStringContentSyntax part in interpolated.Contents)
            if (part is InterpolationSyntax hole)
                AppendConstant(hole.Expression, hole.AlignmentClause is null && hole.FormatClause is null ? constantOf(hole.Expression) : null);
            else if (part is InterpolatedStringTextSyntax { TextToken: var token } && isRaw)
                AppendLines(token.Text, token.SpanStart, indent);
            else if (part is InterpolatedStringTextSyntax { TextToken: var escaped })
                AppendEscaped(escaped.Text, escaped.SpanStart, interpolated.StringStartToken.Text.Contains("@"), isInterpolated: true);
        end = interpolated.StringEndToken.SpanStart;
    }

    private void AppendToken(SyntaxToken token)
    {
        string source = token.Text;
        if (token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken))
        {
            int first = source.IndexOf('\n') + 1;
            int last = source.LastIndexOf('\n');
            last = last > first && source[last - 1] == '\r' ? last - 1 : last;
            AppendLines(last > first ? source.Substring(first, last - first) : "", token.SpanStart + first, IndentOf(token));
        }
        else if (token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken))
            AppendLines(token.ValueText, token.SpanStart + source.Length - source.TrimStart('"').Length, "");
        else
        {
            int quote = source.IndexOf('"') + 1;
            AppendEscaped(source.Substring(quote, Math.Max(0, source.Length - quote - 1)), token.SpanStart + quote, source[0] == '@', isInterpolated: false);
        }
        end = Math.Max(token.SpanStart, token.Span.End - 1);
    }

    /// <summary>The white space before the closing quotes of a raw literal of several lines, which is taken off each line.</summary>
    private static string IndentOf(SyntaxToken token)
    {
        string source = token.Text;
        string line = source.Substring(source.LastIndexOf('\n') + 1);
        return source.IndexOf('\n') < 0 && !token.IsKind(SyntaxKind.InterpolatedRawStringEndToken)
            ? ""
            : line.Substring(0, line.Length - line.TrimStart(' ', '\t').Length);
    }

    private void AppendLines(string source, int position, string indent)
    {
        bool isLineStart = text.Length == 0 || text[text.Length - 1] == '\n';
        for (int i = 0; i < source.Length; i++)
        {
            if (isLineStart && indent.Length > 0 && string.CompareOrdinal(source, i, indent, 0, indent.Length) == 0)
                i += indent.Length;
            isLineStart = i < source.Length && source[i] == '\n';
            if (i < source.Length)
                Append(source[i], new TextSpan(position + i, 1));
        }
    }

    private void AppendEscaped(string source, int position, bool isVerbatim, bool isInterpolated)
    {
        for (int i = 0; i < source.Length; i++)
        {
            int start = i;
            char c = source[i];
            bool isDoubled = i + 1 < source.Length && source[i + 1] == c && ((isVerbatim && c == '"') || (isInterpolated && c is '{' or '}'));
            if (isDoubled)
                i++;
            if (c != '\\' || isVerbatim || i + 1 >= source.Length)
            {
                Append(c, TextSpan.FromBounds(position + start, position + i + 1));
                continue;
            }
            foreach (char unescaped in Unescape(source, ref i))
                Append(unescaped, TextSpan.FromBounds(position + start, position + i + 1));
        }
    }

    /// <summary>What an escape stands for; the index is left at its last character.</summary>
    private static string Unescape(string source, ref int i)
    {
        char kind = source[++i];
        int digits = kind switch { 'u' => 4, 'U' => 8, 'x' => 4, _ => 0 };
        if (digits == 0)
            return kind switch { 'n' => "\n", 'r' => "\r", 't' => "\t", '0' => "\0", 'e' => "\u001b", _ => kind.ToString() };
        int from = i + 1, to = from;
        while (to < source.Length && to - from < digits && Uri.IsHexDigit(source[to]))
            to++;
        i = to - 1;
        return int.TryParse(
            source.Substring(from, to - from),
            System.Globalization.NumberStyles.HexNumber,
            System.Globalization.CultureInfo.InvariantCulture,
            out int code)
                && code is < 0xD800 or > 0xDFFF and <= 0x10FFFF
            ? char.ConvertFromUtf32(code)
            : "?";
    }

    private void Append(char c, TextSpan place)
    {
        text.Append(c);
        places.Add(place);
    }
}
