namespace ContainerSecurity.Helm.Templates.Parsing;

/// <summary>Hands out words with a look ahead of three, and knows the line that an error is told at, as Go's parser does.</summary>
internal sealed class TokenReader(Lexer lexer)
{
    private readonly Token[] tokens = new Token[3];
    private int ahead;

    /// <summary>The line of the last word that was read.</summary>
    public int Line => tokens[0].Line;

    public Token Next()
    {
        if (ahead > 0)
            ahead--;
        else
            tokens[0] = lexer.Next();
        return tokens[ahead];
    }

    public Token Peek()
    {
        if (ahead > 0)
            return tokens[ahead - 1];
        ahead = 1;
        tokens[0] = lexer.Next();
        return tokens[0];
    }

    public void Back() => ahead++;

    /// <summary>Gives back the word before the one that is next.</summary>
    public void Back(Token before)
    {
        tokens[1] = before;
        ahead = 2;
    }

    /// <summary>Gives back the two words before the one that is next.</summary>
    public void Back(Token before, Token after)
    {
        tokens[1] = after;
        tokens[2] = before;
        ahead = 3;
    }

    public Token NextWord()
    {
        Token token = Next();
        while (token.Kind == TokenKind.Space)
            token = Next();
        return token;
    }

    public Token PeekWord()
    {
        Token token = NextWord();
        Back();
        return token;
    }
}
