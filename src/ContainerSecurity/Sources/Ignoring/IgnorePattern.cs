using System.Text;

namespace ContainerSecurity.Sources;

/// <summary>
/// A pattern of an ignore file, matched as git's wildmatch does: <c>*</c> and <c>?</c> stand for no slash, <c>**</c>
/// between slashes for any folders or none, a backslash takes the meaning of the next character.
/// </summary>
/// <remarks>Takes time proportional to the product of the lengths, whatever the pattern.</remarks>
internal sealed class IgnorePattern
{
    private readonly List<Token> tokens = [];
    private readonly bool isOfName;
    private readonly string? plain;
    private readonly string? ending;
    private readonly bool isValid;

    /// <summary>Reads a pattern without its <c>!</c> and its last slash.</summary>
    public IgnorePattern(string pattern)
    {
        // A slash that is not the last binds a pattern to the folder of the file.
        isOfName = pattern.IndexOf('/') < 0;
        string rest = pattern.StartsWith("/", StringComparison.Ordinal) ? pattern.Substring(1) : pattern;
        isValid = rest.Length > 0 && TryRead(rest);
        if (tokens.TrueForAll(t => t.Kind == TokenKind.One && t.Class is null))
            plain = TextOf(0);
        else if (isOfName && tokens[0].Kind == TokenKind.Some && tokens.Skip(1).All(t => t.Kind == TokenKind.One && t.Class is null))
            ending = TextOf(1);
    }

    private enum TokenKind
    {
        One,
        AnyOne,
        Some,
        Any,
        Folders,
    }

    /// <summary>Returns whether a path matches.</summary>
    /// <param name="path">The path from the file's folder, with slashes.</param>
    public bool Matches(string path)
    {
        if (!isValid)
            return false;
        string text = isOfName ? path.Substring(path.LastIndexOf('/') + 1) : path;
        return plain is not null ? text == plain
            : ending is not null ? text.EndsWith(ending, StringComparison.Ordinal)
            : MatchesTokens(text);
    }

    private bool MatchesTokens(string text)
    {
        bool[] reached = new bool[text.Length + 1];
        reached[0] = true;
        foreach (Token token in tokens)
            token.Advance(reached, text);
        return reached[text.Length];
    }

    private bool TryRead(string pattern)
    {
        for (int i = 0; i < pattern.Length; i++)
            switch (pattern[i])
            {
                case '\\' when ++i == pattern.Length:
                    return false;
                case '*':
                    i = ReadStars(pattern, i);
                    break;
                case '?':
                    tokens.Add(new Token(TokenKind.AnyOne));
                    break;
                case '[':
                    if (CharacterClass.Read(pattern, ref i) is not { } read)
                        return false;
                    tokens.Add(new Token(TokenKind.One, Class: read));
                    break;
                default:
                    tokens.Add(new Token(TokenKind.One, pattern[i]));
                    break;
            }
        return true;
    }

    /// <summary>Reads a run of stars; gives the index of the last character that belongs to it.</summary>
    private int ReadStars(string pattern, int start)
    {
        int end = start;
        while (end < pattern.Length && pattern[end] == '*')
            end++;
        bool isWhole = end - start > 1 && !isOfName && (start == 0 || pattern[start - 1] == '/')
            && (end == pattern.Length || pattern[end] == '/' || string.CompareOrdinal(pattern, end, "\\/", 0, 2) == 0);
        bool areFolders = isWhole && end < pattern.Length && pattern[end] == '/';
        tokens.Add(new Token(areFolders ? TokenKind.Folders : isWhole ? TokenKind.Any : TokenKind.Some));
        return areFolders ? end : end - 1;
    }

    private string TextOf(int start)
    {
        var text = new StringBuilder();
        for (int i = start; i < tokens.Count; i++)
            text.Append(tokens[i].Character);
        return text.ToString();
    }

    private sealed record Token(TokenKind Kind, char Character = '\0', CharacterClass? Class = null)
    {
        /// <summary>Moves on from the places of the text that are reached.</summary>
        public void Advance(bool[] reached, string text)
        {
            if (Kind is TokenKind.One or TokenKind.AnyOne)
                Step(reached, text);
            else
                Spread(reached, text);
        }

        private void Step(bool[] reached, string text)
        {
            for (int i = text.Length; i > 0; i--)
                reached[i] = reached[i - 1] && IsOne(text[i - 1]);
            reached[0] = false;
        }

        private bool IsOne(char c) => Kind == TokenKind.AnyOne ? c != '/' : Class is null ? c == Character : c != '/' && Class.Holds(c);

        /// <summary><c>**/</c> stands for no folder at all too: what follows it then starts where it stood.</summary>
        private void Spread(bool[] reached, string text)
        {
            bool isOpen = reached[0];
            for (int i = 1; i <= text.Length; i++)
            {
                bool isStart = reached[i];
                if (Kind == TokenKind.Folders)
                    reached[i] = isStart || (isOpen && text[i - 1] == '/');
                else
                    reached[i] = isStart || (isOpen && (Kind == TokenKind.Any || text[i - 1] != '/'));
                isOpen = Kind == TokenKind.Some ? reached[i] : isOpen || isStart;
            }
        }
    }
}
