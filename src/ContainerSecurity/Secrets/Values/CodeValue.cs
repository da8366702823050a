using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Values;

/// <summary>Tells code that makes a value from texts that are one: calls, members, operators, texts that are put together.</summary>
internal static class CodeValue
{
    private static readonly string[] Marks = ["->", "::", "=>", "==", "!=", "&&", "||", "+=", "?."];

    private static readonly string[] Roots =
    [
        "self", "this", "cls", "super", "process", "config", "settings", "options", "opts", "args", "params", "props", "state", "req", "request", "res",
        "ctx", "context", "event", "data", "body", "query", "user", "env", "os", "sys", "module", "window", "document", "vm", "scope", "input", "values",
    ];

    /// <summary>What regular expressions have in them.</summary>
    private static readonly string[] PatternParts = ["a-z", "A-Z", "0-9", "(?:", "(?i", "(?<", "[^", "\\w", "\\d+", "\\d{", "\\s*", "\\s+", ".*?"];

    private static readonly CharacterSet BetweenTexts = CharacterSet.Word | CharacterSet.Of(".+()[]{} ,;!=&|?:");

    private static readonly char[] Operators = ['+', '=', '?', ':', '!', '&', '|', '*', '-', '>', '<', '%', '~', '^', '/', ','];

    /// <summary>Whether a value without quotes is code: calls, members, indexes, generic types, operators.</summary>
    public static bool IsExpression(string value)
    {
        int others = 0;
        foreach (char c in value)
        {
            if (c is '(' or '[' or '{' or '<')
                return true;
            if (!IsLetter(c) && c is not ('_' or '.' or '-'))
                others++;
        }
        return value.StartsWith("0x", StringComparison.Ordinal)
            || value[0] == '*'
            || PlaceholderWord.StandsForValue(value.TrimEnd('!', '?'))
            || (value.IndexOf('.') > 0 && others <= 2 && value.Split('.').All(IsIdentifier) && LetterPairs.AreWordy(value, 0, value.Length))
            || IsNegation(value)
            || IsOperation(value)
            || IsMemberOfRoot(value)
            || IsMemberOfNumber(value)
            || IsEmptyAssignment(value)
            || value.Contains("->")
            || value.Contains("?.")
            || value.Contains("::");
    }

    /// <summary>
    /// Whether a value is a pattern or a template that code fills in, however it is written: <c>[A-Za-z0-9]+</c>, <c>one|two|three</c>,
    /// <c>{registry_id}-token</c>, <c>{"alg": "HS256"}</c>.
    /// </summary>
    public static bool IsPatternOrTemplate(string value) =>
        Array.Exists(PatternParts, value.Contains)
        || IsAlternation(value)
        || HasFilledName(value)
        || HasVariable(value)
        || IsSelector(value)
        || IsObject(value);

    /// <summary>A shell's variable for a credential within a text: <c>x$long_password</c>.</summary>
    private static bool HasVariable(string value)
    {
        int dollar = value.IndexOf('$');
        int end = dollar + 1;
        while (end < value.Length && CharacterSet.Word.Contains(value[end]))
            end++;
        return dollar >= 0 && end > dollar + 4 && SecretName.KindOf(value, dollar + 1, end) is SecretNameKind.Password or SecretNameKind.Token;
    }

    /// <summary>The selector of an element in a page: <c>#login_form</c>.</summary>
    private static bool IsSelector(string value) =>
        value[0] == '#'
        && value.Length > 4
        && value.IndexOfAny(['_', '-']) > 0
        && value.Skip(1).All(c => CharacterSet.Word.Contains(c) || c == '-')
        && LetterPairs.AreWordy(value, 1, value.Length);

    private static bool IsAlternation(string value)
    {
        string[] words = value.Split('|', ',');
        return words.Length > 1
            && words.All(w => w.Length > 1 && w.All(c => IsLetter(c) || c is '_' or '-'))
            && (words.Length > 2 || words.All(w => w.All(char.IsLower)));
    }

    /// <summary>A name in braces, as texts with names to be filled in have it.</summary>
    private static bool HasFilledName(string value)
    {
        const int Shortest = 3;
        int open = value.IndexOf('{');
        int close = open < 0 ? -1 : value.IndexOf('}', open);
        return close - open > Shortest
            && value.Length > close - open + 1
            && value.Skip(open + 1).Take(close - open - 1).All(c => IsLetter(c) || c is '_' or '.')
            && LetterPairs.AreWordy(value, open, close);
    }

    /// <summary>An object of JSON with names in it, which tells its secrets by these names.</summary>
    private static bool IsObject(string value) =>
        value.Length > 4 && value[0] == '{' && value[value.Length - 1] == '}' && value[1] is '"' or '\\' or ' ' or '\'' && value.IndexOf(':') > 0;

    /// <summary>Members of what code calls an object by: <c>self.cwd</c>.</summary>
    private static bool IsMemberOfRoot(string value)
    {
        int dot = value.IndexOf('.');
        return dot > 0 && Array.IndexOf(Roots, value.Substring(0, dot)) >= 0 && value.Split('.').All(IsIdentifier);
    }

    /// <summary>Durations in Ruby: <c>6.hours</c>.</summary>
    private static bool IsMemberOfNumber(string value)
    {
        int dot = value.IndexOf('.');
        return dot > 0
            && dot < value.Length - 1
            && value.Take(dot).All(char.IsDigit)
            && value.Skip(dot + 1).All(c => char.IsLower(c) || c is '_' or '.');
    }

    /// <summary>The next name of a list of names without values: <c>password= version= </c>.</summary>
    private static bool IsEmptyAssignment(string value)
    {
        string name = value.TrimEnd('=');
        return name.Length == value.Length - 1 && name.All(c => IsLetter(c) || c is '_' or '-' or '.') && LetterPairs.AreWordy(name, 0, name.Length);
    }

    /// <summary>
    /// Whether a value begins with a call of a function that words name, or with its arguments: <c>MD5(x</c>,
    /// <c>SecretStr('x</c>, <c>(x</c>.
    /// </summary>
    public static bool IsCall(string value)
    {
        const int ShortName = 4;
        int open = value.IndexOf('(');
        if (open <= 1)
            return open == 0;
        string name = value.Substring(0, open);
        return IsLetter(name[0])
            && name.All(c => CharacterSet.Word.Contains(c) || c == '.')
            && name.Count(char.IsDigit) <= 1
            && (name.Length <= ShortName || name.All(c => !char.IsLower(c)) || LetterPairs.AreWordy(name, 0, name.Length));
    }

    /// <summary>
    /// Whether a value within quotes is what stands between two texts that code puts together: <c>'.$pass.'</c>,
    /// <c>`+x+`</c>, <c>'$PASS'</c>.
    /// </summary>
    public static bool IsConcatenation(string value)
    {
        const int Shortest = 3;
        string text = value.Trim();
        if (text.Length < Shortest || text[0] is not ('\'' or '"' or '`') || text[text.Length - 1] != text[0])
            return false;
        string inner = text.Substring(1, text.Length - 2).Trim();
        return inner.Length > 0 && inner[0] is '.' or '+' or '&' or '$' or '~';
    }

    /// <summary>
    /// Whether a text is what stands between the quote that closes one text and the next one: <c>"Password:" + x</c> read from its second quote.
    /// </summary>
    public static bool IsBetweenTexts(string value)
    {
        string text = value.TrimStart();
        return text.Length > 0
            && text[0] is '+' or ')' or ',' or ';' or ']' or '}' or '.'
            && text.Skip(1).All(BetweenTexts.Contains)
            && (text[0] != '.' || text[text.Length - 1] == '.')
            && (text.Count(IsLetter) < 4 || LetterPairs.AreWordy(text, 0, text.Length));
    }

    /// <summary>Whether a value may be a name of anything: letters alone, or words and numbers with separators between them.</summary>
    public static bool IsName(string value)
    {
        if (value.All(c => IsLetter(c) || c is '_' or '-' or '.' or ':' or '=' or '|'))
            return true;
        return value.Split('_', '-', '.', ':').All(p => p.Length < 6 || p.Count(c => c is >= '0' and <= '9') < 2 && p.All(c => CharacterSet.Word.Contains(c)));
    }

    /// <summary>Whether a value is the name of a variable for a credential, in camelCase and with a number at its end or none: <c>newPw2</c>.</summary>
    public static bool IsNameOfVariable(string value)
    {
        if (value[0] is not (>= 'a' and <= 'z' or '_') || !value.All(CharacterSet.Word.Contains))
            return false;
        var parts = new NameParts(value, 0, value.Length);
        int count = 0;
        bool isOfCredential = false;
        while (parts.MoveNext())
        {
            count++;
            for (int i = parts.Start; i < parts.Start + parts.Length; i++)
                if (!IsLetter(value[i]))
                    return false;
            isOfCredential |= SecretName.KindOf(value, parts.Start, parts.Start + parts.Length) != SecretNameKind.Other;
        }
        return count > 1 && isOfCredential;
    }

    /// <summary><c>!isSet</c> and <c>!module-</c> before an arrow's tip.</summary>
    private static bool IsNegation(string value) =>
        value[0] == '!'
        && value.Length > 1
        && value.Substring(1).TrimEnd('-').All(c => IsLetter(c) || c is '_' or '.')
        && LetterPairs.AreWordy(value, 0, value.Length);

    /// <summary>Operators between names: <c>x==null?a:b.c</c>. Each name is one or two letters long, or made of words.</summary>
    private static bool IsOperation(string value)
    {
        bool isMember = false;
        if (!Array.Exists(Marks, value.Contains) && !(isMember = value.IndexOf('.') > 0 && value.IndexOfAny(['?', ':', '+', '=']) > 0))
            return false;
        string[] operands = value.Split(Operators, StringSplitOptions.RemoveEmptyEntries);
        return operands.Length > 1 && operands.All(IsOperand) && (!isMember || Array.Exists(operands, o => o.IndexOf('.') > 0));
    }

    private static bool IsOperand(string text) =>
        text.Split('.').All(part => part.Length > 0 && part.All(c => IsLetter(c) || c is '_' or '$') && (part.Length <= 2 || IsPronounced(part)));

    /// <summary>Whether a name is made of words, or too short to tell.</summary>
    private static bool IsPronounced(string name) => name.Length < 6 ? name.All(c => c is >= 'a' and <= 'z') : LetterPairs.AreWordy(name, 0, name.Length);

    private static bool IsIdentifier(string text) => text.Length > 0 && text[0] is not (>= '0' and <= '9') && text.All(CharacterSet.Word.Contains);

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or > (char)127;
}
