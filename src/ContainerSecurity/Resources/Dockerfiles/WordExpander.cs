using System.Text;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>
/// Expands variables and removes quotes as BuildKit does: <c>$name</c>, <c>${name}</c>, <c>${name:-word}</c> with
/// <c>-</c> <c>+</c> <c>?</c> <c>:-</c> <c>:+</c> <c>:?</c> <c>#</c> <c>##</c> <c>%</c> <c>%%</c> <c>/</c> and
/// <c>//</c>.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="escape">The escape character of the file: a backslash or a backtick.</param>
/// <param name="lookup">What is known about a variable.</param>
internal sealed class WordExpander(string text, char escape, Func<string, VariableValue> lookup)
{
    private const int MaxDepth = 64;
    private const int MaxLength = 256 * 1024;
    private int position;
    private int depth;
    private long length;

    /// <summary>Whether quotes stay in the result.</summary>
    public bool KeepsQuotes { get; init; }

    /// <summary>Whether escape characters stay in the result.</summary>
    public bool KeepsEscapes { get; init; }

    /// <summary>Whether quotes are characters like any other, as in the lines of a here-document.</summary>
    public bool IgnoresQuotes { get; init; }

    /// <summary>Whether variables that are not there stay as they are written.</summary>
    public bool KeepsUnset { get; init; }

    /// <summary>The variables that were there.</summary>
    public SortedSet<string> Matched { get; } = new(StringComparer.Ordinal);

    /// <summary>The variables that were not there.</summary>
    public SortedSet<string> Unmatched { get; } = new(StringComparer.Ordinal);

    /// <summary>Those of <see cref="Unmatched"/> for which no other value was written.</summary>
    public SortedSet<string> Missed { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the result hangs on a value that is not known.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>What is wrong with the text; null where nothing is.</summary>
    public string? Error { get; private set; }

    private bool IsAtEnd => position >= text.Length;

    /// <summary>The text with its variables expanded; null where the text is wrong.</summary>
    public string? Expand()
    {
        string result = Until('\0', KeepsEscapes, new WordList());
        return Error is null ? result : null;
    }

    /// <summary>The words of the expanded text; null where the text is wrong.</summary>
    public IReadOnlyList<string>? ExpandWords()
    {
        var words = new WordList();
        Until('\0', KeepsEscapes, words);
        return Error is null ? words.Close() : null;
    }

    private string Until(char stop, bool keepsEscapes, WordList words)
    {
        var result = new StringBuilder();
        while (!IsAtEnd && Error is null)
        {
            char c = text[position];
            if (stop != '\0' && c == stop)
            {
                position++;
                return result.ToString();
            }
            if (c is '\'' or '"' && !IgnoresQuotes)
                words.AddWhole(Append(result, c == '"' ? DoubleQuoted(keepsEscapes) : SingleQuoted()));
            else if (c == '$')
                words.AddSplit(Append(result, Variable()));
            else
                Plain(c, keepsEscapes, result, words);
        }
        if (stop != '\0')
            Fail($"unexpected end of statement while looking for matching {stop}");
        return result.ToString();
    }

    private void Plain(char c, bool keepsEscapes, StringBuilder result, WordList words)
    {
        position++;
        if (c != escape)
        {
            words.Add(c);
            result.Append(c);
            return;
        }
        if (keepsEscapes)
            words.AddWhole(Append(result, c.ToString()));
        if (IsAtEnd)
            return;
        words.AddWhole(Append(result, text[position++].ToString()));
    }

    private string SingleQuoted()
    {
        int end = text.IndexOf('\'', position + 1);
        if (end < 0)
            return Fail("unexpected end of statement while looking for matching single-quote");
        string inner = KeepsQuotes ? text.Substring(position, end + 1 - position) : text.Substring(position + 1, end - position - 1);
        position = end + 1;
        return inner;
    }

    private string DoubleQuoted(bool keepsEscapes)
    {
        var result = new StringBuilder(KeepsQuotes ? "\"" : "");
        position++;
        while (!IsAtEnd && Error is null)
        {
            char c = text[position];
            if (c == '$')
            {
                Append(result, Variable());
                continue;
            }
            position++;
            if (c == '"')
                return KeepsQuotes ? result.Append('"').ToString() : result.ToString();
            if (c == escape && IsAtEnd)
                break;
            if (c == escape && (text[position] == escape || text[position] is '"' or '$'))
            {
                result.Append(keepsEscapes ? c.ToString() : "");
                c = text[position++];
            }
            result.Append(c);
        }
        return Fail("unexpected end of statement while looking for matching double-quote");
    }

    private string Variable()
    {
        int start = position++;
        if (IsAtEnd || text[position] != '{')
        {
            string plain = Name();
            return plain.Length == 0 ? "$" : Value(plain, start, Look(plain, hasOther: false));
        }
        position++;
        if (IsAtEnd)
            return Fail("syntax error: missing '}'");
        if (text[position] is '{' or '}' or ':')
            return Fail("syntax error: bad substitution");
        if (depth >= MaxDepth)
            return Fail("too many nested substitutions");
        depth++;
        string name = Name();
        string result = IsAtEnd ? Fail("syntax error: missing '}'") : Braced(name, start);
        depth--;
        return result;
    }

    private string Braced(string name, int start)
    {
        char modifier = text[position++];
        bool emptyIsUnset = modifier == ':';
        if (modifier == '}')
            return Value(name, start, Look(name, hasOther: false));
        if (modifier == '/')
            return Replaced(name, start);
        if (emptyIsUnset)
            modifier = IsAtEnd ? '\0' : text[position++];
        bool isPattern = modifier is '#' or '%';
        if (modifier is not ('-' or '+' or '?') && (!isPattern || emptyIsUnset))
            return Fail($"unsupported modifier ({(emptyIsUnset ? ":" : "")}{modifier}) in substitution");
        VariableValue value = Look(name, modifier is '-' or '+');
        bool isAbsent = !value.IsSet || (emptyIsUnset && value.Text == "");
        // What stands for a value that is there is read, but its variables are not asked for.
        bool wasUnknown = IsUnknown;
        string word = Until('}', isPattern, new WordList());
        if (modifier is '-' or '?' && !isAbsent && !value.IsUnknown)
            IsUnknown = wasUnknown;
        if (Error is not null)
            return "";
        if (modifier == '?' && isAbsent)
            return Fail($"{name}: {(word.Length > 0 ? word : value.IsSet ? "is not allowed to be empty" : "is not allowed to be unset")}");
        return modifier switch
        {
            '-' => isAbsent ? word : Value(name, start, value),
            '+' => value.IsUnknown && emptyIsUnset ? Unknown() : isAbsent ? "" : word,
            '?' => Value(name, start, value),
            _ => value.IsUnknown ? Unknown() : Trimmed(value.Text!, modifier, word),
        };
    }

    private string Trimmed(string value, char modifier, string word)
    {
        bool longest = word.Length > 0 && word[0] == modifier;
        if (ShellPattern.TryParse(longest ? word.Substring(1) : word) is not { } pattern)
            return Fail("invalid escape in pattern");
        return (modifier == '#' ? pattern.WithoutPrefix(value, longest) : pattern.WithoutSuffix(value, longest)) ?? Unknown();
    }

    private string Replaced(string name, int start)
    {
        bool all = !IsAtEnd && text[position] == '/';
        position += all ? 1 : 0;
        string pattern = Until('/', keepsEscapes: true, new WordList());
        string replacement = Error is null ? Until('}', keepsEscapes: true, new WordList()) : "";
        VariableValue value = Look(name, hasOther: false);
        if (Error is not null)
            return "";
        if (value.IsUnknown || (KeepsUnset && !value.IsSet))
            return Value(name, start, value);
        return ShellPattern.TryParse(pattern) is { } parsed ? parsed.Replace(value.Text!, replacement, all) ?? Unknown() : Fail("invalid escape in pattern");
    }

    /// <summary>A name of letters, digits and underscores; of digits alone where it starts with one; or one of the shell's special names.</summary>
    private string Name()
    {
        int start = position;
        if (IsAtEnd)
            return "";
        if (char.IsDigit(text[position]))
            while (!IsAtEnd && char.IsDigit(text[position]))
                position++;
        else if (text[position] is '@' or '*' or '#' or '?' or '-' or '$' or '!')
            position++;
        else
            while (!IsAtEnd && (char.IsLetterOrDigit(text[position]) || text[position] == '_'))
                position++;
        return text.Substring(start, position - start);
    }

    private VariableValue Look(string name, bool hasOther)
    {
        VariableValue value = lookup(name);
        (value.IsSet ? Matched : Unmatched).Add(name);
        if (!value.IsSet && !hasOther)
            Missed.Add(name);
        return value;
    }

    private string Value(string name, int start, VariableValue value)
    {
        if (!value.IsSet && KeepsUnset)
            return text[start + 1] == '{' ? $"${{{name}}}" : "$" + name;
        return value.IsUnknown ? Unknown() : value.Text!;
    }

    private string Unknown()
    {
        IsUnknown = true;
        return "";
    }

    /// <summary>Appends a piece. Values may hold values, so the length is bounded.</summary>
    private string Append(StringBuilder result, string piece)
    {
        length += piece.Length;
        if (length > MaxLength)
            Fail("the expanded text is too long");
        else
            result.Append(piece);
        return piece;
    }

    private string Fail(string message)
    {
        Error ??= message;
        return "";
    }
}
