namespace ContainerSecurity.Documents.Yaml;

/// <summary>What is wrong with a text, in words for people.</summary>
internal sealed partial class YamlScanner
{
    private YamlSyntaxException Fault(int start, int to, string message) => new(start, Math.Max(start, Math.Min(to, end)), message);

    private YamlSyntaxException BadCharacter(int at) =>
        Fault(
            at,
            at + 1,
            char.IsSurrogate(text[at])
                ? "Half of a character stands here alone; YAML does not allow that."
                : $"The character U+{(int)text[at]:X4} is not allowed in YAML; write it as an escape in double quotes or take it out.");

    private YamlSyntaxException TabIndents(int at) => Fault(at, at + 1, $"A tab indents line {line}; YAML does not allow tabs for indentation, use spaces.");

    private YamlSyntaxException CannotStart(char c) =>
        c == '%' && flowLevel == 0 && Column > 0 || c is '@' or '`' or '%'
            ? Fault(position, position + 1, $"A value cannot begin with '{c}'; put it in quotes.")
            : Fault(position, position + 1, $"'{c}' begins a block of text, which cannot stand in a list or an object in brackets; put the text in quotes.");

    private YamlSyntaxException MisplacedEntry() =>
        IsTabbed
            ? TabIndents(tab)
            : Fault(
                position,
                position + 1,
                "'- ' begins an item of a list, which cannot stand on the same line behind a key; begin a new line, or put the text in quotes.");

    private YamlSyntaxException MisplacedKey() =>
        IsTabbed ? TabIndents(tab) : Fault(position, position + 1, "'? ' begins a key, which cannot stand here; begin a new line, or put the text in quotes.");

    private YamlSyntaxException MisplacedValue()
    {
        if (IsTabbed)
            return TabIndents(tab);
        int start = lineStart;
        while (YamlCharacters.IsBlank(At(start)))
            start++;
        ref PossibleKey key = ref keys[flowLevel];
        bool continues = last == YamlTokenKind.Scalar && lastLine < line;
        return continues
            ? Fault(
                start,
                position + 1,
                "This key stands deeper than the value above it, which it would continue; indent it as the keys beside it, or end the line above with a colon.")
            : key.LineStart == lineStart && position - key.Start > LongestKey
            ? Fault(key.Start, position, $"A key can be {LongestKey} characters long; write a longer one behind '? '.")
            : Fault(position, position + 1, "A second ': ' stands in one line; put the value in quotes, or begin a new line.");
    }

    private bool IsTabbed => tab >= lineStart;

    private YamlSyntaxException LacksColon(in PossibleKey key)
    {
        int stop = key.Start;
        while (stop < end && !YamlCharacters.IsBreak(text[stop]))
            stop++;
        if (text[key.Start] is '-' && At(key.Start + 1) is not ('-' or '\0'))
            return Fault(key.Start, stop, "'-' lacks a blank behind it; an item of a list begins with '- '.");
        if (text[key.Start] is '-')
            return Fault(key.Start, stop, "Documents are separated by a line that is exactly '---'; here stand other signs.");
        if (stop - key.Start > LongestKey)
            return Fault(key.Start, stop, $"A key can be {LongestKey} characters long; write a longer one behind '? '.");
        int colon = text.IndexOf(':', key.Start, stop - key.Start);
        return colon > key.Start && text[key.Start] is not ('"' or '\'')
            ? Fault(key.Start, stop, $"'{Excerpt(key.Start, stop)}' lacks a blank after the colon.")
            : Fault(key.Start, stop, $"'{Excerpt(key.Start, stop)}' stands where a key is expected, and no colon follows it.");
    }

    /// <summary>The first characters of a region, without what a secret would be: values behind a colon are left out.</summary>
    private string Excerpt(int start, int stop)
    {
        const int Longest = 24;
        int colon = text.IndexOf(':', start, stop - start);
        return colon >= 0 ? text.Substring(start, Math.Min(colon + 1 - start, Longest)) + "…" : "…";
    }

    private YamlSyntaxException NotClosed(int start, char quote) => Fault(start, start + 1, $"This {quote} is not closed.");

    private YamlSyntaxException BadEscape(int start, int stop) =>
        Fault(start, stop, "This escape does not exist in double quotes; write a backslash as \\\\, or use single quotes.");

    private YamlSyntaxException BadHexadecimal(int start, int digits) =>
        Fault(start, start + 2, $"{digits} hexadecimal digits are expected behind this escape.");

    private YamlSyntaxException NoCharacter(int start, int stop) =>
        Fault(
            start,
            stop,
            "This escape names no character; half of a character, as JSON writes it, cannot stand in YAML. Write it as \\U and eight digits.");

    private YamlSyntaxException ZeroIndentation(int at) => Fault(at, at + 1, "The indentation of a block of text is 1 to 9; 0 is none.");

    private YamlSyntaxException BadBlockHeader(int start) =>
        Fault(start, position + 1, "Text begins on the line behind this sign; on the same line stand only '+', '-', one digit, or a comment.");

    private YamlSyntaxException Nameless(int start, YamlTokenKind kind) =>
        Fault(
            start,
            start + 1,
            kind == YamlTokenKind.Alias
                ? "The name of an anchor is expected behind '*'; put a text that begins so in quotes."
                : "A name is expected behind '&'; put a text that begins so in quotes.");

    private YamlSyntaxException BadTag(int start, int stop) =>
        Fault(start, stop + 1, "This tag cannot be read; a blank ends a tag. Put a text that begins with '!' in quotes.");

    private YamlSyntaxException BadDirective(int start) =>
        Fault(
            start,
            position + 1,
            "This directive cannot be read; '%YAML 1.1' or '%TAG !name! prefix' is expected. Put a text that begins with '%' in quotes.");
}
