namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>Takes a version of Maven apart.</summary>
internal sealed class MavenVersionParser
{
    private readonly string text;
    private readonly List<MavenVersionList> lists;
    private MavenVersionList list = new();
    private bool isDigits;
    private bool isCombination;
    private int start;

    private MavenVersionParser(string text)
    {
        this.text = text;
        lists = [list];
    }

    /// <summary>The parts of a version.</summary>
    public static MavenVersionList Parse(string version)
    {
        MavenVersionParser parser = new(version.ToLowerInvariant());
        parser.Parse();
        for (int i = parser.lists.Count - 1; i >= 0; i--)
            parser.lists[i].Normalize();
        return parser.lists[0];
    }

    private void Parse()
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '.')
                Dot(i);
            else if (text[i] == '-')
                Dash(i);
            else if (char.IsAsciiDigit(text[i]))
                Digit(i);
            else
                Other(i);
        }

        if (text.Length <= start)
            return;
        // 1.0.0.X1 is older than 1.0.0-X2: a dot before a word is as a dash.
        if (!isDigits && list.Count > 0)
            Nest();
        list.Add(Item(text.Length));
    }

    private void Dot(int at)
    {
        list.Add(at == start ? MavenVersionNumber.Zero : Item(at));
        isCombination = false;
        start = at + 1;
    }

    private void Dash(int at)
    {
        if (at == start)
        {
            list.Add(MavenVersionNumber.Zero);
        }
        else
        {
            // X-1 is as X1.
            if (!isDigits && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
            {
                isCombination = true;
                return;
            }

            list.Add(Item(at));
        }

        start = at + 1;
        if (list.Count > 0)
            Nest();
        isCombination = false;
    }

    private void Digit(int at)
    {
        if (!isDigits && at > start)
        {
            isCombination = true;
            if (list.Count > 0)
                Nest();
        }

        isDigits = true;
    }

    private void Other(int at)
    {
        if (isDigits && at > start)
        {
            list.Add(Item(at));
            start = at;
            Nest();
            isCombination = false;
        }

        isDigits = false;
    }

    private void Nest()
    {
        MavenVersionList inner = new();
        list.Add(inner);
        lists.Add(inner);
        list = inner;
    }

    private MavenVersionItem Item(int end)
    {
        string part = text[start..end];
        if (!isCombination)
            return isDigits ? new MavenVersionNumber(part) : new MavenVersionWord(part, isBeforeDigits: false);
        part = part.Replace("-", "", StringComparison.Ordinal);
        int digits = 0;
        while (digits < part.Length && !char.IsAsciiDigit(part[digits]))
            digits++;
        return new MavenVersionCombination(
            new MavenVersionWord(part[..digits], isBeforeDigits: true), new MavenVersionNumber(part[digits..]));
    }
}
