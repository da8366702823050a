namespace ContainerSecurity.Policies;

/// <summary>Finds the word that was probably meant.</summary>
public static class Suggestion
{
    private const int MaxLength = 64;

    /// <summary>A clause such as <c> (did you mean 'rules'?)</c>, or nothing where no known word is near.</summary>
    /// <param name="word">The word that is not known.</param>
    /// <param name="known">The words that are.</param>
    public static string For(string word, IEnumerable<string> known)
    {
        _ = word ?? throw new ArgumentNullException(nameof(word));
        _ = known ?? throw new ArgumentNullException(nameof(known));
        if (word.Length > MaxLength)
            return "";
        (string best, int distance) = ("", Math.Max(1, word.Length / 3) + 1);
        foreach (string candidate in known)
        {
            int d = Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (d < distance)
                (best, distance) = (candidate, d);
        }
        return best.Length == 0 ? "" : $" (did you mean '{best}'?)";
    }

    /// <summary>How many letters are other, missing, too many, or in the place of their neighbours (optimal string alignment).</summary>
    private static int Distance(string left, string right)
    {
        int[] before = [], last = [], row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            (before, last, row) = (last, row, new int[right.Length + 1]);
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                row[j] = Math.Min(last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1), Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
        }
        return row[right.Length];
    }
}
