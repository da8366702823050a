namespace ContainerSecurity.Documents.Yaml;

/// <summary>The escapes of double quotes that are one letter long.</summary>
internal static class YamlEscapes
{
    /// <summary>The character that an escape stands for; NUL where there is no such escape, and for <c>0</c>.</summary>
    public static char CharacterOf(char letter) => letter switch
    {
        'a' => '\a',
        'b' => '\b',
        't' or '\t' => '\t',
        'n' => '\n',
        'v' => '\v',
        'f' => '\f',
        'r' => '\r',
        'e' => '\u001B',
        ' ' or '"' or '\'' or '\\' or '/' => letter,
        'N' => YamlCharacters.NextLine,
        '_' => '\u00A0',
        'L' => YamlCharacters.LineSeparator,
        'P' => YamlCharacters.ParagraphSeparator,
        _ => '\0',
    };
}
