using ContainerSecurity.Tool.LanguageServer.Documents;
using ContainerSecurity.Tool.LanguageServer.Protocol;
using Range = ContainerSecurity.Tool.LanguageServer.Protocol.Range;

namespace ContainerSecurity.Tool.LanguageServer.Hovers;

/// <summary>Finds the word at a place: letters, digits, hyphens and underscores.</summary>
internal static class WordAt
{
    public static (string Word, Range Range) Of(DocumentText text, Position position)
    {
        string line = text.Line(position.Line);
        int start = Math.Clamp(position.Character, 0, line.Length), end = start;
        while (start > 0 && IsPart(line[start - 1]))
            start--;
        while (end < line.Length && IsPart(line[end]))
            end++;
        return (line[start..end], new Range(new Position(position.Line, start), new Position(position.Line, end)));
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '-' or '_';
}
