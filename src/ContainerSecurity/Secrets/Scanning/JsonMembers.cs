using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Scanning;

/// <summary>The members of a JSON object, read without more than what a token's verification needs.</summary>
internal sealed class JsonMembers
{
    private const int DeepestNesting = 16;

    private readonly Dictionary<string, string> members = new(StringComparer.Ordinal);
    private readonly string text;
    private int at;

    private JsonMembers(string text) => this.text = text;

    /// <summary>The raw text of a member's value, without the quotes where it is a string; null where the member is absent.</summary>
    public string? this[string name] => members.TryGetValue(name, out string? value) ? value : null;

    /// <summary>Reads an object; null where the text is none.</summary>
    public static JsonMembers? TryRead(string text)
    {
        var reader = new JsonMembers(text);
        reader.SkipSpace();
        return reader.ReadObject(0) && reader.IsAtEnd() ? reader : null;
    }

    private bool IsAtEnd()
    {
        SkipSpace();
        return at == text.Length;
    }

    private bool ReadObject(int depth)
    {
        if (!Take('{'))
            return false;
        if (Take('}'))
            return true;
        do
        {
            SkipSpace();
            int nameStart = at + 1;
            if (!ReadString())
                return false;
            string name = text.Substring(nameStart, at - nameStart - 1);
            if (!Take(':'))
                return false;
            SkipSpace();
            int valueStart = at;
            if (!ReadValue(depth))
                return false;
            if (depth == 0)
                members[name] = text.Substring(valueStart, at - valueStart).Trim('"');
        }
        while (Take(','));
        return Take('}');
    }

    private bool ReadArray(int depth)
    {
        at++;
        if (Take(']'))
            return true;
        do
        {
            if (!ReadValue(depth))
                return false;
        }
        while (Take(','));
        return Take(']');
    }

    private bool ReadValue(int depth)
    {
        SkipSpace();
        if (at == text.Length || depth > DeepestNesting)
            return false;
        return text[at] switch
        {
            '{' => ReadObject(depth + 1),
            '[' => ReadArray(depth + 1),
            '"' => ReadString(),
            _ => ReadWord(),
        };
    }

    private bool ReadString()
    {
        if (at == text.Length || text[at] != '"')
            return false;
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '\\')
                at++;
            else if (text[at] == '"')
            {
                at++;
                return true;
            }
        }
        return false;
    }

    private bool ReadWord()
    {
        int start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '-' or '+' or '.'))
            at++;
        return at > start;
    }

    private bool Take(char c)
    {
        SkipSpace();
        if (at == text.Length || text[at] != c)
            return false;
        at++;
        return true;
    }

    private void SkipSpace()
    {
        while (at < text.Length && CharacterSet.Space.Contains(text[at]))
            at++;
    }
}
