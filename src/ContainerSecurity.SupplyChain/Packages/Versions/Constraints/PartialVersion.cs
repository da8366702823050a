namespace ContainerSecurity.SupplyChain.Packages.Versions.Constraints;

/// <summary>A semantic version of which numbers may be missing or be <c>x</c>, <c>X</c> or <c>*</c>.</summary>
/// <param name="Numbers">The numbers that are there, up to the first that is not.</param>
/// <param name="Prerelease">The prerelease without its dash; null for none.</param>
/// <param name="HasWildcard">Whether a number is written as <c>x</c> or <c>*</c>.</param>
internal sealed record PartialVersion(IReadOnlyList<string> Numbers, string? Prerelease, bool HasWildcard)
{
    /// <summary>Whether all three numbers are there.</summary>
    public bool IsFull => Numbers.Count >= 3;

    /// <summary>The partial version; null where a text is none.</summary>
    public static PartialVersion? TryParse(string text)
    {
        string rest = text.Trim();
        if (rest.Length > 0 && rest[0] is 'v' or 'V' or '=')
            rest = rest[1..].TrimStart();
        int plus = rest.IndexOf('+');
        if (plus >= 0)
            rest = rest[..plus];
        int dash = rest.IndexOf('-');
        string? prerelease = dash < 0 ? null : rest[(dash + 1)..];
        if (dash >= 0)
            rest = rest[..dash];
        if (rest.Length == 0 || prerelease is "" || (prerelease is not null && SemanticVersion.TryParse("0-" + prerelease) is null))
            return null;
        List<string> numbers = [];
        bool hasWildcard = false;
        foreach (string part in rest.Split('.'))
        {
            if (part is "x" or "X" or "*")
                hasWildcard = true;
            else if (!Digits.Are(part))
                return null;
            else if (!hasWildcard)
                numbers.Add(part);
        }

        return new PartialVersion(numbers, hasWildcard ? null : prerelease, hasWildcard);
    }

    /// <summary>The lowest version that is meant.</summary>
    /// <param name="mark">What follows where no prerelease is written.</param>
    public string Lowest(string mark = "") =>
        string.Join('.', Padded(Numbers)) + (Prerelease is null ? mark : "-" + Prerelease);

    /// <summary>The version before which <c>^</c> ends; null where it does not end.</summary>
    public string? CaretEnd()
    {
        if (Numbers.Count == 0)
            return null;
        int index = 0;
        while (index < Numbers.Count - 1 && Digits.Compare(Numbers[index], "") == 0)
            index++;
        // ^0.0 has room in its last number, as has ^0.0.x.
        return After(Digits.Compare(Numbers[index], "") == 0 && !IsFull ? Numbers.Count - 1 : index);
    }

    /// <summary>The version before which <c>~</c> ends; null where it does not end.</summary>
    public string? TildeEnd() => Numbers.Count == 0 ? null : After(Math.Min(1, Numbers.Count - 1));

    /// <summary>The version before which <c>~&gt;</c> ends, where the last number that is written may grow.</summary>
    public string? PessimisticEnd() => Numbers.Count == 0 ? null : After(Math.Max(0, Numbers.Count - 2));

    /// <summary>The version before which all end that begin with the numbers; null where none is written.</summary>
    public string? End() => Numbers.Count == 0 ? null : After(Numbers.Count - 1);

    // Before the prereleases of that version too.
    private string After(int index)
    {
        string[] numbers = [.. Numbers.Take(index + 1)];
        numbers[index] = Digits.Increment(numbers[index]);
        return string.Join('.', Padded(numbers)) + "-0";
    }

    private static IEnumerable<string> Padded(IReadOnlyList<string> numbers) =>
        numbers.Concat(Enumerable.Repeat("0", Math.Max(0, 3 - numbers.Count)));
}
