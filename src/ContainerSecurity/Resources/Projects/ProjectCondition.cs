using System.Globalization;

namespace ContainerSecurity.Resources.Projects;

/// <summary>
/// Evaluates the conditions of project files: comparisons of texts, numbers and versions, <c>Exists</c>, <c>And</c>,
/// <c>Or</c>, <c>!</c> and brackets. Null where the answer hangs on something that the files do not say.
/// </summary>
internal sealed class ProjectCondition
{
    /// <summary>The number of brackets and negations at most; of a condition with more nothing is known.</summary>
    internal const int MaxDepth = 32;

    /// <summary>The number of characters at most; of a longer condition nothing is known.</summary>
    internal const int MaxLength = 8_192;

    private readonly string text;
    private readonly Func<string, string?> expand;
    private readonly Func<string, bool?> exists;
    private int at;
    private int depth;

    private ProjectCondition(string text, Func<string, string?> expand, Func<string, bool?> exists)
    {
        this.text = text;
        this.expand = expand;
        this.exists = exists;
    }

    /// <summary>Evaluates a condition; no condition holds.</summary>
    /// <param name="text">The condition; null or blank for none.</param>
    /// <param name="expand">Puts properties into a text; null where that cannot be told.</param>
    /// <param name="exists">Says whether there is a file; null where that cannot be told.</param>
    public static bool? Evaluate(string? text, Func<string, string?> expand, Func<string, bool?> exists)
    {
        if (text is null || text.Trim().Length == 0)
            return true;
        if (text.Length > MaxLength)
            return null;
        var condition = new ProjectCondition(text, expand, exists);
        bool? holds = condition.Or();
        condition.SkipSpace();
        return condition.at < text.Length ? null : holds;
    }

    private bool? Or()
    {
        bool? left = And();
        while (TakeWord("or"))
        {
            bool? right = And();
            left = left == true || right == true ? true : left is null || right is null ? null : false;
        }
        return left;
    }

    private bool? And()
    {
        bool? left = Term();
        while (TakeWord("and"))
        {
            bool? right = Term();
            left = left == false || right == false ? false : left is null || right is null ? null : true;
        }
        return left;
    }

    private bool? Term()
    {
        SkipSpace();
        if (at < text.Length && text[at] == '!' && (at + 1 >= text.Length || text[at + 1] != '='))
        {
            at++;
            return ++depth > MaxDepth ? Fail() : !Term();
        }
        if (at < text.Length && text[at] == '(')
        {
            at++;
            if (++depth > MaxDepth)
                return Fail();
            bool? inner = Or();
            SkipSpace();
            return at < text.Length && text[at++] == ')' ? inner : Fail();
        }
        return Comparison();
    }

    private bool? Comparison()
    {
        if (TakeOperand() is not { } left)
            return Fail();
        SkipSpace();
        if (at < text.Length && text[at] == '(' && left.IsBare)
            return Function(left.Raw);
        if (TakeOperator() is not { } sign)
            return left.Value is null ? null : BooleanOf(left.Value);
        if (TakeOperand() is not { } right)
            return Fail();
        return left.Value is null || right.Value is null ? null : Compare(left.Value, sign, right.Value);
    }

    private bool? Function(string name)
    {
        at++;
        Operand? argument = TakeOperand();
        SkipSpace();
        if (argument is null || at >= text.Length || text[at++] != ')')
            return Fail();
        return argument.Value is not { } value ? null
            : name.Equals("Exists", StringComparison.OrdinalIgnoreCase) ? exists(value)
            : name.Equals("HasTrailingSlash", StringComparison.OrdinalIgnoreCase) ? value.Length > 0 && value[value.Length - 1] is '/' or '\\'
            : null;
    }

    private static bool? Compare(string left, string sign, string right)
    {
        if (sign is "==" or "!=")
        {
            bool isSame = NumberOf(left) is { } l && NumberOf(right) is { } r ? l == r
                : BooleanOf(left) is { } b && BooleanOf(right) is { } c ? b == c
                : string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
            return isSame == (sign == "==");
        }
        int? order = NumberOf(left) is { } a && NumberOf(right) is { } z ? a.CompareTo(z)
            : Version.TryParse(left, out Version? older) && Version.TryParse(right, out Version? newer) ? older.CompareTo(newer)
            : null;
        return order is not { } known ? null : sign switch { "<" => known < 0, "<=" => known <= 0, ">" => known > 0, _ => known >= 0 };
    }

    private static double? NumberOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    private static bool? BooleanOf(string text) => text.Trim().ToLowerInvariant() switch
    {
        "true" or "on" or "yes" or "!false" or "!off" or "!no" => true,
        "false" or "off" or "no" or "!true" or "!on" or "!yes" => false,
        _ => null,
    };

    private string? TakeOperator()
    {
        foreach (string sign in (string[])["==", "!=", "<=", ">=", "<", ">"])
            if (string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0)
            {
                at += sign.Length;
                return sign;
            }
        return null;
    }

    private bool TakeWord(string word)
    {
        SkipSpace();
        int end = at + word.Length;
        if (end > text.Length || string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0
            || (end < text.Length && char.IsLetterOrDigit(text[end])))
            return false;
        at = end;
        return true;
    }

    private Operand? TakeOperand()
    {
        SkipSpace();
        if (at >= text.Length)
            return null;
        int start = at;
        if (text[at] == '\'')
        {
            int close = text.IndexOf('\'', at + 1);
            // A function's argument is quoted in its own quotation marks.
            int property = close < 0 ? -1 : text.IndexOf("$(", at, close - at, StringComparison.Ordinal);
            if (property >= 0)
                close = QuoteBehind(property);
            if (close < 0)
                return null;
            at = close + 1;
            string quoted = text.Substring(start + 1, close - start - 1);
            return new Operand(quoted, expand(quoted), IsBare: false);
        }
        if (string.CompareOrdinal(text, at, "$(", 0, 2) == 0)
        {
            int close = CloseOf(at + 1);
            if (close < 0)
                return null;
            at = close + 1;
            string property = text.Substring(start, at - start);
            return new Operand(property, expand(property), IsBare: false);
        }
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '.' or '_' or '-'))
            at++;
        string bare = text.Substring(start, at - start);
        return bare.Length == 0 ? null : new Operand(bare, bare, IsBare: true);
    }

    /// <summary>The quotation mark that ends a text which holds properties.</summary>
    private int QuoteBehind(int property)
    {
        for (int i = property; i < text.Length; i++)
            if (text[i] == '\'')
                return i;
            else if (text[i] == '$' && i + 1 < text.Length && text[i + 1] == '(' && (i = CloseOf(i + 1)) < 0)
                return -1;
        return -1;
    }

    /// <summary>The bracket that closes one.</summary>
    private int CloseOf(int open)
    {
        int nested = 0;
        for (int i = open; i < text.Length; i++)
            if (text[i] == '(')
                nested++;
            else if (text[i] == ')' && --nested == 0)
                return i;
        return -1;
    }

    private void SkipSpace()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }

    /// <summary>Gives up: nothing is known of a condition that cannot be read.</summary>
    private bool? Fail()
    {
        at = text.Length + 1;
        return null;
    }

    private sealed record Operand(string Raw, string? Value, bool IsBare);
}
