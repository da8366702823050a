using System.Globalization;
using System.Text;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>Reads the JSON form of an instruction: a list of strings.</summary>
/// <param name="text">The text that holds it.</param>
/// <param name="start">Where the arguments start.</param>
internal sealed class JsonForm(string text, int start)
{
    private readonly List<Token> items = [];
    private int position = start;

    /// <summary>Whether the text is JSON, but holds something else than strings.</summary>
    public bool HoldsOtherThanStrings { get; private set; }

    /// <summary>The strings; null where the text is no such list, which makes it the shell form.</summary>
    public IReadOnlyList<Token>? Read()
    {
        bool isList = ReadList();
        HoldsOtherThanStrings &= isList;
        return isList && !HoldsOtherThanStrings ? items : null;
    }

    private bool ReadList()
    {
        SkipSpace();
        if (!Take('['))
            return false;
        SkipSpace();
        if (!Take(']'))
        {
            do
            {
                SkipSpace();
                if (!ReadItem())
                    return false;
                SkipSpace();
            }
            while (Take(','));
            if (!Take(']'))
                return false;
        }
        SkipSpace();
        return position >= text.Length;
    }

    private bool ReadItem()
    {
        if (position >= text.Length)
            return false;
        if (text[position] == '"')
            return ReadString();
        HoldsOtherThanStrings = true;
        return SkipValue();
    }

    private bool ReadString()
    {
        int begin = position++;
        var value = new StringBuilder();
        while (position < text.Length)
        {
            char c = text[position++];
            if (c == '"')
            {
                items.Add(new Token(value.ToString(), begin, position));
                return true;
            }
            if (c < ' ' || (c == '\\' && !ReadEscape(ref c)))
                return false;
            value.Append(c);
        }
        return false;
    }

    private bool ReadEscape(ref char c)
    {
        if (position >= text.Length)
            return false;
        char kind = text[position++];
        int simple = "\"\\/bfnrt".IndexOf(kind);
        if (simple >= 0)
        {
            c = "\"\\/\b\f\n\r\t"[simple];
            return true;
        }
        if (kind != 'u'
            || position + 4 > text.Length
            || !int.TryParse(
                text.Substring(position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
            return false;
        position += 4;
        c = (char)code;
        return true;
    }

    /// <summary>Passes a number, a word, an object or a list. Brackets are counted and not nested by calls, so that depth costs nothing.</summary>
    private bool SkipValue()
    {
        int from = position, open = 0;
        for (; position < text.Length; position++)
        {
            char c = text[position];
            if (open == 0 && c is ',' or ']')
                return position > from && (text[from] is '{' or '[' || IsWord(text.Substring(from, position - from).Trim()));
            if (c == '"')
            {
                int count = items.Count;
                if (!ReadString())
                    return false;
                items.RemoveRange(count, items.Count - count);
                position--;
            }
            open += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
        }
        return false;
    }

    private static bool IsWord(string word) =>
        word is "true" or "false" or "null" || double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private bool Take(char c)
    {
        if (position >= text.Length || text[position] != c)
            return false;
        position++;
        return true;
    }

    private void SkipSpace()
    {
        while (position < text.Length && text[position] is ' ' or '\t' or '\n' or '\r')
            position++;
    }
}
