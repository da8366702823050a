namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>The order of dpkg: <c>[epoch:]upstream[-revision]</c> (Debian policy 5.6.12).</summary>
internal sealed class DebianVersions : VersionOrder
{
    private protected override bool IsVersion(string version)
    {
        string trimmed = version.Trim();
        Split(trimmed, out ReadOnlySpan<char> epoch, out ReadOnlySpan<char> upstream, out ReadOnlySpan<char> revision);
        if (upstream.IsEmpty || !char.IsAsciiDigit(upstream[0]) || epoch.Length > 9 || trimmed.EndsWith('-'))
            return false;
        foreach (char c in upstream)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '+' or '~' or '-' or ':'))
                return false;
        foreach (char c in revision)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '+' or '~'))
                return false;
        return true;
    }

    private protected override int CompareBounded(string x, string y)
    {
        Split(x, out ReadOnlySpan<char> epochX, out ReadOnlySpan<char> upstreamX, out ReadOnlySpan<char> revisionX);
        Split(y, out ReadOnlySpan<char> epochY, out ReadOnlySpan<char> upstreamY, out ReadOnlySpan<char> revisionY);
        int order = Digits.Compare(epochX, epochY);
        if (order == 0)
            order = CompareParts(upstreamX, upstreamY);
        return order != 0 ? order : CompareParts(revisionX, revisionY);
    }

    private static void Split(
        string version, out ReadOnlySpan<char> epoch, out ReadOnlySpan<char> upstream, out ReadOnlySpan<char> revision)
    {
        upstream = version;
        int colon = upstream.IndexOf(':');
        epoch = colon > 0 && Digits.Are(upstream[..colon]) ? upstream[..colon] : default;
        if (!epoch.IsEmpty)
            upstream = upstream[(colon + 1)..];
        int dash = upstream.LastIndexOf('-');
        revision = dash < 0 ? default : upstream[(dash + 1)..];
        if (dash >= 0)
            upstream = upstream[..dash];
    }

    // verrevcmp of dpkg: runs of other characters and runs of digits by turns.
    private static int CompareParts(ReadOnlySpan<char> x, ReadOnlySpan<char> y)
    {
        while (!x.IsEmpty || !y.IsEmpty)
        {
            while ((!x.IsEmpty && !char.IsAsciiDigit(x[0])) || (!y.IsEmpty && !char.IsAsciiDigit(y[0])))
            {
                int order = Rank(x).CompareTo(Rank(y));
                if (order != 0)
                    return order;
                x = x.IsEmpty ? x : x[1..];
                y = y.IsEmpty ? y : y[1..];
            }

            int digitsX = Digits.Run(x);
            int digitsY = Digits.Run(y);
            int numbers = Digits.Compare(x[..digitsX], y[..digitsY]);
            if (numbers != 0)
                return numbers;
            x = x[digitsX..];
            y = y[digitsY..];
        }

        return 0;
    }

    private static int Rank(ReadOnlySpan<char> text) =>
        text.IsEmpty || char.IsAsciiDigit(text[0]) ? 0
        : text[0] == '~' ? -1
        : char.IsAsciiLetter(text[0]) ? text[0]
        : text[0] + 256;
}
