using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Literals;

/// <summary>
/// Tells whether a name is an argument of a call that compares: <c>strcmp(password, …)</c>,
/// <c>timingSafeEqual(Buffer.from(token), …)</c>.
/// </summary>
internal static class ComparedArguments
{
    private const int Reach = 64;

    private const int DeepestCalls = 3;

    private static readonly CharacterSet Sigils = CharacterSet.Word | CharacterSet.Of("$@&*.->:![]'\"?");

    /// <summary>Whether it is one.</summary>
    public static bool Contain(string text, int nameStart)
    {
        int at = nameStart;
        int furthest = Math.Max(0, at - Reach);
        for (int depth = 0; depth < DeepestCalls; depth++)
        {
            while (at > furthest && Sigils.Contains(text[at - 1]))
                at--;
            if (at <= furthest || text[at - 1] != '(')
                return false;
            int open = at - 1;
            at = open;
            while (at > furthest && (CharacterSet.Word.Contains(text[at - 1]) || text[at - 1] is '.' or ':' or '[' or ']' or '?'))
                at--;
            if (at < open && CallName.IsComparison(text, at, text[open - 1] == '?' ? open - 1 : open))
                return true;
        }
        return false;
    }
}
