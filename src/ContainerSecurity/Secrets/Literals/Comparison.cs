using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Literals;

/// <summary>Operators that compare, or that give a second value where the first is none, in the notations of programming languages.</summary>
internal static class Comparison
{
    private static readonly string[] Operators = ["===", "!==", "==", "!=", "<>", "~=", "=~"];

    private static readonly string[] Words = ["eq", "ne", "is", "-eq", "-ne", "-ceq", "-cne", "-ieq", "-ine", "like"];

    private static readonly string[] Alternatives =
    [
        "??=", "??", "||=", "||", "?:", "//", ".orElse(", ".getOrElse(", ".unwrap_or(", ".unwrap_or_else(|_|",
    ];

    private static readonly CharacterSet Beginnings = CharacterSet.Of("=!<~einl-");

    private static readonly CharacterSet LastCharacters = CharacterSet.Of("=>~qeEstk");

    private static readonly CharacterSet AlternativeBeginnings = CharacterSet.Of("?|/.o");

    /// <summary>The index behind a comparison at a place; -1 where there is none.</summary>
    public static int EndAt(string text, int at, int end)
    {
        if (!Beginnings.Contains(text[at]))
            return -1;
        int sign = EndOf(Operators, text, at, end);
        if (sign >= 0)
            return sign;
        foreach (string word in Words)
            if (IsAt(text, at, end, word) && at + word.Length < end && text[at + word.Length] == ' ')
                return word == "is" && IsAt(text, at, end, "is not ") ? at + "is not".Length : at + word.Length;
        return -1;
    }

    /// <summary>The index behind an operator at a place that gives another value for none; -1 where there is none.</summary>
    public static int AlternativeEndAt(string text, int at, int end) =>
        !AlternativeBeginnings.Contains(text[at]) ? -1
        : IsAt(text, at, end, "or ") ? at + 2
        : EndOf(Alternatives, text, at, end);

    /// <summary>The index of a comparison that ends at a place; -1 where none does.</summary>
    public static int StartBefore(string text, int at, int start)
    {
        if (!LastCharacters.Contains(text[at - 1]))
            return -1;
        foreach (string sign in Operators)
            if (EndsAt(text, at, start, sign))
                return at - sign.Length;
        foreach (string word in Words)
            if (EndsAt(text, at, start, word) && at - word.Length > start && text[at - word.Length - 1] == ' ')
                return at - word.Length;
        return -1;
    }

    /// <summary>Whether a text stands at a place.</summary>
    public static bool IsAt(string text, int at, int end, string part) =>
        at + part.Length <= end && string.CompareOrdinal(text, at, part, 0, part.Length) == 0;

    private static bool EndsAt(string text, int at, int start, string part) =>
        at - part.Length >= start && string.CompareOrdinal(text, at - part.Length, part, 0, part.Length) == 0;

    private static int EndOf(string[] signs, string text, int at, int end)
    {
        foreach (string sign in signs)
            if (IsAt(text, at, end, sign))
                return at + sign.Length;
        return -1;
    }
}
