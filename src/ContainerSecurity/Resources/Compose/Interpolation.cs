using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Compose;

/// <summary>
/// Fills in the variables of a text as compose does: <c>$NAME</c>, <c>${NAME}</c> and the operators
/// <c>:- - :? ? :+ +</c>, whose words may hold variables themselves; <c>$$</c> is a dollar.
/// </summary>
/// <remarks>A variable of which nobody knows whether it is set takes its default; without one it stays in the text as <c>${NAME}</c>.</remarks>
internal sealed class Interpolation(Func<string, Field<string>> variables)
{
    /// <summary>The error of a text that starts a variable and does not end it, or names none. What it holds is not quoted: it may be a secret.</summary>
    public const string InvalidFormat = "invalid interpolation format";

    private const int MaxDepth = 32;
    private const int MaxLength = 16 * 1024 * 1024;
    private static readonly string[] Operators = [":-", ":?", ":+", "-", "?", "+"];

    private long written;

    /// <summary>Why the last text is no valid one; null where it is.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether a text holds anything to fill in.</summary>
    public static bool Concerns(string text) => text.IndexOf('$') >= 0;

    /// <summary>Whether a text that was filled in still holds a variable that is not known.</summary>
    public static bool IsUnknown(string text) => text.IndexOf("${", StringComparison.Ordinal) >= 0;

    /// <summary>The text with its variables filled in; <see cref="Error"/> says whether that went well.</summary>
    public string Expand(string text)
    {
        Error = null;
        return Expand(text, 0);
    }

    private string Expand(string text, int depth)
    {
        if (!Concerns(text))
            return text;
        if (depth > MaxDepth)
            return Fail($"its variables are nested deeper than {MaxDepth} levels");
        var result = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length && Error is null;)
        {
            if (written + result.Length > MaxLength)
                return Fail($"the variables make the texts longer than {MaxLength} characters");
            char next = at + 1 < text.Length ? text[at + 1] : '\0';
            if (text[at] != '$')
                result.Append(text[at++]);
            else if (next == '$')
                result.Append(TakeDollar(ref at));
            else if (next == '{')
                result.Append(ExpandBraces(text, ref at, depth));
            else if (IsNameStart(next))
                result.Append(ExpandName(text, ref at));
            else
                result.Append(text[at++]);
        }
        written += result.Length;
        return Error is null ? result.ToString() : "";
    }

    private static char TakeDollar(ref int at)
    {
        at += 2;
        return '$';
    }

    private string ExpandName(string text, ref int at)
    {
        int end = EndOfName(text, at + 1);
        string name = text.Substring(at + 1, end - at - 1);
        at = end;
        return Plain(name);
    }

    private string ExpandBraces(string text, ref int at, int depth)
    {
        int start = at + 2, end = EndOfName(text, start), close = ClosingBrace(text, at + 1);
        if (end == start || close < 0)
            return Fail(InvalidFormat);
        string name = text.Substring(start, end - start);
        at = close + 1;
        if (end == close)
            return Plain(name);
        string? mark = Array.Find(Operators, o => string.CompareOrdinal(text, end, o, 0, o.Length) == 0);
        return mark is null
            ? Fail(InvalidFormat)
            : Apply(name, mark, text.Substring(end + mark.Length, close - end - mark.Length), depth + 1);
    }

    private string Apply(string name, string mark, string word, int depth)
    {
        Field<string> value = variables(name);
        bool isThere = value.IsKnown && (mark[0] != ':' || value.Value.Length > 0);
        switch (mark[mark.Length - 1])
        {
            case '-':
                return isThere ? value.Value : Expand(word, depth);
            case '+':
                return isThere ? Expand(word, depth) : value.IsUnknown ? Reference(name) : "";
            default:
                return isThere ? value.Value : value.IsUnknown ? Reference(name) : Require(name, Expand(word, depth));
        }
    }

    private string Plain(string name)
    {
        Field<string> value = variables(name);
        return value.IsUnknown ? Reference(name) : value.Or("");
    }

    private static string Reference(string name) => $"${{{name}}}";

    private string Require(string name, string message) => Fail($"required variable {name} is missing a value{(message.Length > 0 ? ": " + message : "")}");

    private string Fail(string error)
    {
        Error ??= error;
        return "";
    }

    /// <summary>The brace that closes the one at a place; where braces do not match, the last one of the text.</summary>
    private static int ClosingBrace(string text, int open)
    {
        int depth = 0;
        for (int i = open; i < text.Length; i++)
            if (text[i] == '{')
                depth++;
            else if (text[i] == '}' && --depth == 0)
                return i;
        return text.LastIndexOf('}') is var last && last > open ? last : -1;
    }

    private static int EndOfName(string text, int start)
    {
        int end = start;
        if (end < text.Length && IsNameStart(text[end]))
            while (end < text.Length && (IsNameStart(text[end]) || text[end] is >= '0' and <= '9'))
                end++;
        return end;
    }

    private static bool IsNameStart(char c) => c is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
