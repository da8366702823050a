using System.Globalization;

namespace ContainerSecurity.Reports;

/// <summary>Writes JSON as it comes. (System.Text.Json is not part of netstandard2.0.)</summary>
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
        if (IsPlain(text))
            output.Write(text);
        else
            for (int i = 0; i < text.Length; i++)
                WriteCharacter(text, i);
        output.Write('"');
    }

    /// <summary>Whether a text is written as it is, as nearly all are.</summary>
    private static bool IsPlain(string text)
    {
        foreach (char c in text)
            if (c is < ' ' or > '~' or '"' or '\\')
                return false;
        return true;
    }

    private void WriteCharacter(string text, int i)
    {
        char c = text[i];
        bool lone = char.IsSurrogate(c) && !(char.IsHighSurrogate(c) ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) : i > 0 && char.IsHighSurrogate(text[i - 1]));
        if (c is '"' or '\\')
            output.Write('\\');
        if (c < ' ' || c is '\u007F' or '\u2028' or '\u2029')
            output.Write("\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture));
        else
            output.Write(lone ? '\uFFFD' : c);
    }
}
