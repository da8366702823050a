using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>A here-document of an instruction.</summary>
/// <param name="Name">The word that ends it; for COPY and ADD the file's name.</param>
/// <param name="Content">The lines, as written.</param>
/// <param name="IsExpanded">Whether variables in the lines are expanded: the name was not quoted.</param>
/// <param name="StripsTabs">Whether leading tabs of the lines are dropped (<c>&lt;&lt;-</c>).</param>
/// <param name="FileDescriptor">The number before <c>&lt;&lt;</c>; 0 where there is none.</param>
/// <param name="Span">The region of the lines.</param>
public sealed record Heredoc(string Name, string Content, bool IsExpanded, bool StripsTabs, int FileDescriptor, SourceSpan Span)
{
    /// <summary>The lines as the file or program gets them: without leading tabs where they are stripped.</summary>
    public string Text => StripsTabs ? string.Join("\n", Content.Split('\n').Select(l => l.TrimStart('\t'))) : Content;

    /// <summary>Reads what stands for a here-document in an instruction, such as <c>&lt;&lt;-'EOF'</c>; null for any other word.</summary>
    internal static Heredoc? TryParse(string word)
    {
        int digits = 0;
        while (digits < word.Length && word[digits] is >= '0' and <= '9')
            digits++;
        if (string.CompareOrdinal(word, digits, "<<", 0, 2) != 0)
            return null;
        bool strips = word.Length > digits + 2 && word[digits + 2] == '-';
        string rest = word.Substring(digits + (strips ? 3 : 2));
        if (rest.Length == 0 || rest.Contains("<"))
            return null;
        var expander = new WordExpander(rest, '\\', _ => VariableValue.Unset) { KeepsUnset = true };
        return expander.ExpandWords() is [var name] && int.TryParse(digits == 0 ? "0" : word.Substring(0, digits), out int descriptor)
            ? new Heredoc(name, "", !HasQuotes(rest), strips, descriptor, default)
            : null;
    }

    private static bool HasQuotes(string word)
    {
        for (int i = 0; i < word.Length; i++)
            if (word[i] == '\\')
                i++;
            else if (word[i] is '\'' or '"')
                return true;
        return false;
    }
}
