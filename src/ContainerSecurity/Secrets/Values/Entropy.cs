using ContainerSecurity.Secrets.Shapes;

namespace ContainerSecurity.Secrets.Values;

/// <summary>How unpredictable the characters of a text are.</summary>
internal static class Entropy
{
    [ThreadStatic]
    private static int[]? counts;

    /// <summary>The Shannon entropy of a part of a text in bits per character.</summary>
    public static double Of(string text, int start, int end)
    {
        if (end <= start)
            return 0;
        int[] occurrences = counts ??= new int[128];
        Array.Clear(occurrences, 0, occurrences.Length);
        for (int i = start; i < end; i++)
            occurrences[text[i] & 0x7F]++;
        double length = end - start;
        double entropy = 0;
        foreach (int count in occurrences)
            if (count > 0)
                entropy -= count / length * Math.Log(count / length, 2);
        return entropy;
    }

    /// <summary>
    /// The entropy in bits per character below which hardly any random text of the length and the alphabet of another
    /// one is: a short text, and one of hexadecimal digits, cannot have much.
    /// </summary>
    public static double LeastOf(string text)
    {
        const double OfHexadecimal = 2.3;
        const double OfLength = 0.78;
        double ofLength = Math.Log(text.Length, 2) * OfLength;
        return text.All(CharacterSet.Hexadecimal.Contains) ? Math.Min(ofLength, OfHexadecimal) : ofLength;
    }

    /// <summary>Whether one character is repeated so often in a row that the text must be a placeholder.</summary>
    public static bool HasLongRun(string text, int start, int end)
    {
        const int Longest = 7;
        int run = 1;
        for (int i = start + 1; i < end; i++)
        {
            run = text[i] == text[i - 1] ? run + 1 : 1;
            if (run > Longest)
                return true;
        }
        return false;
    }
}
