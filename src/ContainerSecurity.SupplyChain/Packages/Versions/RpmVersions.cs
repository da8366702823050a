namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>The order of rpm: <c>[epoch:]version[-release]</c>, each part by rpmvercmp, with <c>~</c> and <c>^</c>.</summary>
internal sealed class RpmVersions : VersionOrder
{
    private protected override bool IsVersion(string version)
    {
        string trimmed = version.Trim();
        int colon = trimmed.IndexOf(':');
        if (trimmed.Length == 0 || (colon >= 0 && !Digits.Are(trimmed.AsSpan(0, colon))))
            return false;
        ReadOnlySpan<char> rest = trimmed.AsSpan(colon + 1);
        int dash = rest.LastIndexOf('-');
        if (rest.IsEmpty || dash == 0 || dash == rest.Length - 1)
            return false;
        foreach (char c in rest)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '+' or '~' or '^' or '-'))
                return false;
        return true;
    }

    private protected override int CompareBounded(string x, string y)
    {
        Split(x, out ReadOnlySpan<char> epochX, out ReadOnlySpan<char> versionX, out ReadOnlySpan<char> releaseX, out bool hasX);
        Split(y, out ReadOnlySpan<char> epochY, out ReadOnlySpan<char> versionY, out ReadOnlySpan<char> releaseY, out bool hasY);
        int order = CompareParts(epochX, epochY);
        if (order == 0)
            order = CompareParts(versionX, versionY);
        if (order == 0)
            order = hasX.CompareTo(hasY);
        return order != 0 ? order : CompareParts(releaseX, releaseY);
    }

    private static void Split(
        string text, out ReadOnlySpan<char> epoch, out ReadOnlySpan<char> version, out ReadOnlySpan<char> release, out bool hasRelease)
    {
        version = text;
        int colon = version.IndexOf(':');
        epoch = colon > 0 ? version[..colon] : "0";
        version = version[(colon + 1)..];
        int dash = version.LastIndexOf('-');
        hasRelease = dash >= 0;
        release = hasRelease ? version[(dash + 1)..] : default;
        if (hasRelease)
            version = version[..dash];
    }

    // rpmvercmp: separators part the runs of digits and of letters and mean nothing else.
    private static int CompareParts(ReadOnlySpan<char> x, ReadOnlySpan<char> y)
    {
        while (true)
        {
            x = SkipSeparators(x);
            y = SkipSeparators(y);
            char markX = x.IsEmpty ? '\0' : x[0];
            char markY = y.IsEmpty ? '\0' : y[0];
            if (markX == '~' || markY == '~')
            {
                if (markX != markY)
                    return markX == '~' ? -1 : 1;
            }
            else if (markX == '^' || markY == '^')
            {
                // 1.0^1 is newer than 1.0 and older than 1.0.1.
                if (markX != markY)
                    return x.IsEmpty ? -1 : y.IsEmpty ? 1 : markX == '^' ? -1 : 1;
            }
            else if (x.IsEmpty || y.IsEmpty)
            {
                return (x.IsEmpty ? 0 : 1) - (y.IsEmpty ? 0 : 1);
            }
            else
            {
                int order = CompareRuns(ref x, ref y);
                if (order != 0)
                    return order;
                continue;
            }

            x = x[1..];
            y = y[1..];
        }
    }

    private static int CompareRuns(ref ReadOnlySpan<char> x, ref ReadOnlySpan<char> y)
    {
        bool areDigitsX = char.IsAsciiDigit(x[0]);
        bool areDigitsY = char.IsAsciiDigit(y[0]);
        if (areDigitsX != areDigitsY)
            return areDigitsX ? 1 : -1;
        int lengthX = areDigitsX ? Digits.Run(x) : LetterRun(x);
        int lengthY = areDigitsY ? Digits.Run(y) : LetterRun(y);
        int order = areDigitsX
            ? Digits.Compare(x[..lengthX], y[..lengthY])
            : x[..lengthX].SequenceCompareTo(y[..lengthY]);
        x = x[lengthX..];
        y = y[lengthY..];
        return order;
    }

    private static ReadOnlySpan<char> SkipSeparators(ReadOnlySpan<char> text)
    {
        int at = 0;
        while (at < text.Length && !char.IsAsciiLetterOrDigit(text[at]) && text[at] is not ('~' or '^'))
            at++;
        return text[at..];
    }

    private static int LetterRun(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && char.IsAsciiLetter(text[length]))
            length++;
        return length;
    }
}
