namespace ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

/// <summary>
/// Reads TOML 1.0 as lock files are written in it. It is own because a lock file needs no dates, no numbers and no
/// positions, and because what stands before a fault shall still be read.
/// </summary>
internal sealed partial class TomlReader
{
    /// <summary>How deep lists and inline tables nest at most.</summary>
    public const int MaxDepth = 64;

    /// <summary>How many values and tables there are at most.</summary>
    public const int MaxValues = 1_000_000;

    private const int DateLength = 10;

    private readonly string text;
    private readonly TomlTable root = new();
    private TomlTable current;
    private int at;
    private int values;

    private TomlReader(string text)
    {
        this.text = text;
        current = root;
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fault">What is wrong with it, with its line; null where all was read.</param>
    /// <returns>What stands before the fault.</returns>
    public static TomlTable Read(string text, out string? fault)
    {
        var reader = new TomlReader(text);
        try
        {
            reader.ReadLines();
            fault = null;
        }
        catch (PackageFormatException e)
        {
            fault = $"line {1 + text.AsSpan(0, Math.Min(reader.at, text.Length)).Count('\n')}: {e.Message}";
        }
        return reader.root;
    }

    private void ReadLines()
    {
        while (true)
        {
            SkipBlank(overLines: true);
            if (at >= text.Length)
                return;
            if (text[at] == '[')
                ReadHeader();
            else
                ReadAssignment(current, depth: 0);
            SkipBlank(overLines: false);
            if (at < text.Length && text[at] is not ('\n' or '\r'))
                throw new PackageFormatException("there is more on the line than one value");
        }
    }

    private void ReadHeader()
    {
        Count();
        at++;
        bool isList = at < text.Length && text[at] == '[';
        if (isList)
            at++;
        List<string> keys = ReadKeys();
        Expect(']');
        if (isList)
            Expect(']');
        TomlTable table = root;
        for (int i = 0; i < keys.Count - 1; i++)
            table = Enter(table, keys[i]);
        current = isList ? Append(table, keys[^1]) : Enter(table, keys[^1]);
    }

    private static TomlTable Append(TomlTable table, string key)
    {
        if (table.Value(key) is not List<object> list)
        {
            if (table.Has(key))
                throw new PackageFormatException("a list has the name of another value");
            table.Set(key, list = []);
        }
        var item = new TomlTable();
        list.Add(item);
        return item;
    }

    /// <summary>The table of a key, or the last one of its list; it is made where there is none.</summary>
    private static TomlTable Enter(TomlTable table, string key)
    {
        switch (table.Value(key))
        {
            case TomlTable inner:
                return inner;
            case List<object> list when list.Count > 0 && list[^1] is TomlTable last:
                return last;
            case null:
                var made = new TomlTable();
                table.Set(key, made);
                return made;
            default:
                throw new PackageFormatException("a table has the name of another value");
        }
    }

    private void ReadAssignment(TomlTable table, int depth)
    {
        List<string> keys = ReadKeys();
        Expect('=');
        SkipBlank(overLines: false);
        object value = ReadValue(depth);
        for (int i = 0; i < keys.Count - 1; i++)
            table = Enter(table, keys[i]);
        if (table.Has(keys[^1]))
            throw new PackageFormatException("a key stands twice");
        table.Set(keys[^1], value);
    }

    private List<string> ReadKeys()
    {
        var keys = new List<string>();
        while (true)
        {
            SkipBlank(overLines: false);
            if (keys.Count == MaxDepth)
                throw new PackageFormatException($"a key has more than {MaxDepth} parts");
            keys.Add(ReadKey());
            SkipBlank(overLines: false);
            if (at >= text.Length || text[at] != '.')
                return keys;
            at++;
        }
    }

    private string ReadKey()
    {
        if (at < text.Length && text[at] is '"' or '\'')
            return ReadString();
        int start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_'))
            at++;
        return at > start ? text[start..at] : throw new PackageFormatException("a key is missing");
    }

    private object ReadValue(int depth)
    {
        Count();
        if (depth == MaxDepth)
            throw new PackageFormatException($"values nest deeper than {MaxDepth}");
        if (at >= text.Length)
            throw new PackageFormatException("a value is missing");
        return text[at] switch
        {
            '"' or '\'' => ReadString(),
            '[' => ReadList(depth),
            '{' => ReadInlineTable(depth),
            _ => ReadBare(),
        };
    }

    private List<object> ReadList(int depth)
    {
        at++;
        var list = new List<object>();
        while (true)
        {
            SkipBlank(overLines: true);
            if (Took(']'))
                return list;
            list.Add(ReadValue(depth + 1));
            SkipBlank(overLines: true);
            if (!Took(','))
            {
                Expect(']');
                return list;
            }
        }
    }

    private TomlTable ReadInlineTable(int depth)
    {
        at++;
        var table = new TomlTable();
        while (true)
        {
            SkipBlank(overLines: true);
            if (Took('}'))
                return table;
            ReadAssignment(table, depth + 1);
            SkipBlank(overLines: true);
            if (!Took(','))
            {
                Expect('}');
                return table;
            }
        }
    }

    private string ReadBare()
    {
        int start = at;
        while (at < text.Length && text[at] is not (',' or ']' or '}' or '#' or '\n' or '\r'))
            at++;
        string bare = text[start..at].TrimEnd();
        if (bare.Length == 0)
            throw new PackageFormatException("a value is missing");
        bool isDateAndTime = bare.Length > DateLength && bare[DateLength] == ' ' && char.IsAsciiDigit(bare[0]);
        if (bare.AsSpan(isDateAndTime ? DateLength + 1 : 0).IndexOfAny(' ', '\t') >= 0)
            throw new PackageFormatException("there is more on the line than one value");
        return bare;
    }

    private void Count()
    {
        if (++values > MaxValues)
            throw new PackageFormatException($"there are more than {MaxValues} values");
    }

    private bool Took(char c)
    {
        if (at >= text.Length || text[at] != c)
            return false;
        at++;
        return true;
    }

    private void Expect(char c)
    {
        SkipBlank(overLines: false);
        if (!Took(c))
            throw new PackageFormatException($"'{c}' is missing");
    }

    private void SkipBlank(bool overLines)
    {
        for (; at < text.Length; at++)
        {
            if (text[at] == '#')
            {
                int end = text.AsSpan(at).IndexOf('\n');
                at = end < 0 ? text.Length : at + end;
                if (!overLines || at == text.Length)
                    return;
            }
            if (text[at] is ' ' or '\t' || (overLines && text[at] is ('\n' or '\r')))
                continue;
            return;
        }
    }
}
