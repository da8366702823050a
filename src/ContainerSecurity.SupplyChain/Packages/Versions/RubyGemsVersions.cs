namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>The order of RubyGems: numbers and words, words before numbers, and a missing one is zero (Gem::Version).</summary>
internal sealed class RubyGemsVersions : VersionOrder
{
    private protected override bool IsVersion(string version)
    {
        string trimmed = version.Trim();
        if (trimmed.Length == 0)
            return true;
        return char.IsAsciiDigit(trimmed[0])
            && trimmed.Split('.', '-').All(p => p.Length > 0 && p.All(char.IsAsciiLetterOrDigit));
    }

    private protected override int CompareBounded(string x, string y)
    {
        List<string> segmentsX = Canonical(x);
        List<string> segmentsY = Canonical(y);
        for (int i = 0; i < Math.Max(segmentsX.Count, segmentsY.Count); i++)
        {
            string segmentX = i < segmentsX.Count ? segmentsX[i] : "0";
            string segmentY = i < segmentsY.Count ? segmentsY[i] : "0";
            bool isNumberX = char.IsAsciiDigit(segmentX[0]);
            bool isNumberY = char.IsAsciiDigit(segmentY[0]);
            int order = isNumberX != isNumberY ? isNumberX.CompareTo(isNumberY)
                : isNumberX ? Digits.Compare(segmentX, segmentY)
                : string.CompareOrdinal(segmentX, segmentY);
            if (order != 0)
                return order;
        }

        return 0;
    }

    /// <summary>Whether a version is a prerelease: one with a word in it.</summary>
    public static bool IsPrerelease(string version) => version.Any(char.IsAsciiLetter);

    /// <summary>The runs of digits and of letters; a dash begins a prerelease.</summary>
    public static List<string> Segments(string version)
    {
        List<string> segments = [];
        for (int i = 0; i < version.Length;)
        {
            char c = version[i];
            int start = i;
            if (char.IsAsciiDigit(c))
                while (i < version.Length && char.IsAsciiDigit(version[i]))
                    i++;
            else if (c is '.' or '-')
                i++;
            else
                while (i < version.Length && !char.IsAsciiDigit(version[i]) && version[i] is not ('.' or '-'))
                    i++;
            if (c == '-')
                segments.Add("pre");
            else if (c != '.')
                segments.Add(version[start..i]);
        }

        return segments;
    }

    // Zeros mean nothing before the first word and at the end.
    private static List<string> Canonical(string version)
    {
        List<string> canonical = [];
        bool isAfterWord = false;
        foreach (string segment in Segments(version))
        {
            bool isWord = !char.IsAsciiDigit(segment[0]);
            if (isWord && !isAfterWord)
            {
                RemoveZeros(canonical);
                isAfterWord = true;
            }

            canonical.Add(segment);
        }

        RemoveZeros(canonical);
        return canonical;
    }

    private static void RemoveZeros(List<string> segments)
    {
        while (segments.Count > 0 && segments[^1].All(c => c == '0'))
            segments.RemoveAt(segments.Count - 1);
    }
}
