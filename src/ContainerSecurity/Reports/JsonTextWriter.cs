using System.Globalization;

namespace ContainerSecurity.Reports;

/// <summary>
/// Writes JSON as it comes. What is hidden, or a command of a runner that reads the log, is written by its number.
/// (System.Text.Json is not part of netstandard2.0.)
/// </summary>
internal sealed class JsonTextWriter(TextWriter output)
{
    private readonly Stack<char> open = new();
    private bool needsComma;

    /// <summary>How many brackets are open.</summary>
    public int Depth => open.Count;

    public JsonTextWriter Open(char bracket, string? name = null)
    {
        Start(name);
        output.Write(bracket);
        open.Push(bracket == '{' ? '}' : ']');
        needsComma = false;
        return this;
    }

    /// <summary>Closes what was opened since a depth, after the writing was broken off between values.</summary>
    public void CloseTo(int depth)
    {
        while (open.Count > depth)
            Close(open.Peek());
    }

    public JsonTextWriter Close(char bracket)
    {
        open.Pop();
        output.Write(bracket);
        needsComma = true;
        return this;
    }

    public JsonTextWriter Value(string? name, string? value)
    {
        Start(name);
        if (value is null)
            output.Write("null");
        else
            WriteText(value);
        needsComma = true;
        return this;
    }

    public JsonTextWriter Value(string? name, int value) => Number(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number, written as JSON writes it.</summary>
    public JsonTextWriter Number(string? name, string value)
    {
        Start(name);
        output.Write(value);
        needsComma = true;
        return this;
    }

    public JsonTextWriter Value(string? name, bool value)
    {
        Start(name);
        output.Write(value ? "true" : "false");
        needsComma = true;
        return this;
    }

    public JsonTextWriter Values(string name, IEnumerable<string> values)
    {
        Open('[', name);
        foreach (string value in values)
            Value(null, value);
        return Close(']');
    }

    public JsonTextWriter Line()
    {
        if (needsComma)
            output.Write(',');
        needsComma = false;
        output.Write('\n');
        return this;
    }

    private void Start(string? name)
    {
        if (needsComma)
            output.Write(',');
        needsComma = false;
        if (name is null)
            return;
        WriteText(name);
        output.Write(':');
    }

    private void WriteText(string text)
    {
        output.Write('"');
        if (PlainCharacters.Fill(text))
            output.Write(text);
        else
            for (int i = 0; i < text.Length;)
                i += WriteCharacter(text, i);
        output.Write('"');
    }

    /// <summary>Writes a character, or a pair as what its first half is; returns how many were written.</summary>
    private int WriteCharacter(string text, int i)
    {
        char c = text[i];
        int length = char.IsSurrogatePair(text, i) ? 2 : 1;
        if (length == 1 && char.IsSurrogate(c))
            output.Write('\uFFFD');
        else if (VisibleText.IsHidden(text, i) || VisibleText.IsCommand(text, i))
            foreach (char half in text.Substring(i, length))
                output.Write("\\u" + ((int)half).ToString("x4", CultureInfo.InvariantCulture));
        else
            output.Write((c is '"' or '\\' ? "\\" : "") + text.Substring(i, length));
        return length;
    }
}
