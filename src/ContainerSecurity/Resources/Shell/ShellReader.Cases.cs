namespace ContainerSecurity.Resources.Shell;

/// <content>The branches of <c>case</c>, whose patterns are no commands and whose bars are no pipes.</content>
internal sealed partial class ShellReader
{
    /// <summary>The head of a case: what it looks at, then the patterns of its first branch.</summary>
    private void ReadCase(ShellWord word)
    {
        words.Add(word);
        SkipBlanks();
        if (position < text.Length && !IsWordEnd(text[position], isFirst: true))
            words.Add(ReadWord());
        SkipBlanks();
        if (IsWordHere("in"))
            position += "in".Length;
        EndCommand();
        cases++;
        SkipPatterns();
    }

    /// <summary>Passes the patterns of a branch with the bracket that ends them; their substitutions are commands.</summary>
    private void SkipPatterns()
    {
        if (IsNext('&'))
            position++;
        SkipBlanks();
        if (IsWordHere("esac"))
            return;
        position += IsNext('(') ? 1 : 0;
        for (int open = 0; position < text.Length;)
        {
            char c = text[position];
            if (c == ')' && open == 0)
            {
                position++;
                return;
            }
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (IsWordEnd(c, isFirst: true))
                position++;
            else
                commands.AddRange(ReadWord().Substituted);
        }
    }

    private bool IsNext(char c) => position < text.Length && text[position] == c;

    /// <summary>Passes white space, line ends and comments.</summary>
    private void SkipBlanks()
    {
        while (position < text.Length && (char.IsWhiteSpace(text[position]) || text[position] == '#'))
            if (text[position] == '#')
                SkipComment();
            else
                position++;
    }

    private bool IsWordHere(string word) =>
        string.CompareOrdinal(text, position, word, 0, word.Length) == 0
        && (position + word.Length == text.Length || IsWordEnd(text[position + word.Length], isFirst: false));
}
