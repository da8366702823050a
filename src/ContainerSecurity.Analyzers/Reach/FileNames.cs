using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ContainerSecurity.Analyzers.Reach;

/// <summary>
/// The names that stand in a file, comments and texts included: read in one pass over its characters, once a tree. What a file names in code is
/// always among them.
/// </summary>
internal sealed class FileNames
{
    private const int BufferLength = 4096;
    private const int Ascii = 128;

    private static readonly ConditionalWeakTable<SyntaxTree, FileNames> ByTree = new();
    private static readonly bool[] IsPart = PartsOfNames();

    [ThreadStatic]
    private static char[]? buffer;

    private readonly NameSet names = new();

    /// <summary>Whether a name may be written in another form: with an escape, or with characters that do not count. Such a file may hold any name.</summary>
    private bool mayHoldAny;

    private FileNames(SourceText text)
    {
        char[] characters = buffer ??= new char[BufferLength];
        int number = NameSet.Seed;
        bool isInName = false, isAfterBackslash = false;
        for (int start = 0; start < text.Length; start += BufferLength)
        {
            int count = Math.Min(BufferLength, text.Length - start);
            text.CopyTo(start, characters, 0, count);
            for (int i = 0; i < count; i++)
            {
                char c = characters[i];
                if (c < Ascii ? IsPart[c] : IsPartOfName(c))
                {
                    mayHoldAny |= isAfterBackslash && c is 'u' or 'U';
                    isAfterBackslash = false;
                    isInName = true;
                    number = NameSet.Next(number, c);
                    continue;
                }
                isAfterBackslash = c == '\\';
                if (!isInName)
                    continue;
                names.Add(number);
                number = NameSet.Seed;
                isInName = false;
            }
        }
        if (isInName)
            names.Add(number);
    }

    /// <summary>The names of a file.</summary>
    public static FileNames Of(SyntaxTree tree) => ByTree.GetValue(tree, t => new FileNames(t.GetText()));

    /// <summary>Whether the file may hold one of some names.</summary>
    public bool MayHoldOneOf(NameSet wanted) => wanted.Count > 0 && (mayHoldAny || names.Overlaps(wanted));

    private static bool[] PartsOfNames()
    {
        var parts = new bool[Ascii];
        for (char c = '\0'; c < Ascii; c++)
            parts[c] = char.IsLetterOrDigit(c) || c == '_';
        return parts;
    }

    private bool IsPartOfName(char c)
    {
        UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(c);
        mayHoldAny |= category is UnicodeCategory.Format or UnicodeCategory.Surrogate;
        return category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.ConnectorPunctuation;
    }
}
