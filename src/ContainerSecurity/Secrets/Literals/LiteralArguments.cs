using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Literals;

/// <summary>The arguments of a call, one after the other, up to a length of all of them.</summary>
internal ref struct LiteralArguments(string text, int at, int end)
{
    private const int Longest = 384;

    private const int DeepestBrackets = 3;

    private readonly int textEnd = end;
    private readonly int last = Math.Min(end, at + Longest);
    private int at = at;
    private bool isAtEnd;

    /// <summary>The index of the current argument, from zero; -1 before the first.</summary>
    public int Index { get; private set; } = -1;

    /// <summary>The index of the current argument's first character.</summary>
    public int Start { get; private set; }

    /// <summary>Whether a further argument follows the current one.</summary>
    public readonly bool HasMore => !isAtEnd;

    /// <summary>Reads the literal that an argument is.</summary>
    /// <param name="index">Which argument, from zero.</param>
    /// <param name="walk">Counts what is looked at.</param>
    /// <param name="literal">The literal.</param>
    /// <returns>Whether there is such an argument and it is a literal.</returns>
    public bool TryRead(int index, ref TextWalk walk, out Literal literal)
    {
        literal = default;
        while (Index < index)
            if (!MoveNext(ref walk))
                return false;
        return LiteralReader.TryRead(text, Start, textEnd, ref walk, out literal);
    }

    /// <summary>Goes on to the next argument. Returns whether there is one.</summary>
    public bool MoveNext(ref TextWalk walk)
    {
        if (isAtEnd)
            return false;
        Start = at;
        int depth = 0;
        char quote = '\0';
        for (; at < last; at++)
        {
            char c = text[at];
            if (quote != '\0')
            {
                if (c == '\\')
                    at++;
                else if (c == quote || c == '\n')
                    quote = '\0';
            }
            else if (c is '"' or '\'' or '`')
                quote = c;
            else if (c is '(' or '[' or '{' && ++depth > DeepestBrackets)
                break;
            else if (c is ')' or ']' or '}' && --depth < 0)
                break;
            else if ((c == ',' && depth == 0) || c == ';')
                break;
        }
        walk.Add(at - Start + 1);
        isAtEnd = at >= last || text[at] != ',';
        at++;
        Index++;
        return true;
    }
}
