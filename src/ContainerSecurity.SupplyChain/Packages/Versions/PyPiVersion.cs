namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>A version by PEP 440: <c>[epoch!]release[pre][.post][.dev][+local]</c>.</summary>
internal sealed record PyPiVersion(
    string Epoch, string[] Release, (string Word, string Number)? Pre, string? Post, string? Dev, string[] Local)
{
    // Before the suffixes of prereleases, a version of development alone; after all of them, a final one.
    private static readonly (string Word, string Name)[] PreWords =
        [("alpha", "a"), ("beta", "b"), ("preview", "rc"), ("pre", "rc"), ("rc", "rc"), ("c", "rc"), ("a", "a"), ("b", "b")];

    /// <summary>Whether it comes before its release.</summary>
    public bool IsPrerelease => Pre is not null || Dev is not null;

    /// <summary>The version without its local part.</summary>
    public PyPiVersion Public => Local.Length == 0 ? this : this with { Local = [] };

    /// <summary>The release alone, with its epoch.</summary>
    public PyPiVersion Base => this with { Pre = null, Post = null, Dev = null, Local = [] };

    /// <summary>The version; null where a text is none.</summary>
    public static PyPiVersion? TryParse(string text)
    {
        string rest = text.Trim().ToLowerInvariant();
        if (rest.Length > 0 && rest[0] == 'v')
            rest = rest[1..];
        string[] local = [];
        int plus = rest.IndexOf('+');
        if (plus >= 0)
        {
            local = rest[(plus + 1)..].Split('.', '-', '_');
            rest = rest[..plus];
            if (!local.All(p => p.Length > 0 && p.All(char.IsAsciiLetterOrDigit)))
                return null;
        }

        int mark = rest.IndexOf('!');
        string epoch = mark < 0 ? "0" : rest[..mark];
        ReadOnlySpan<char> text2 = rest.AsSpan(mark + 1);
        if (!Digits.Are(epoch))
            return null;
        List<string> release = [];
        do
        {
            int length = Digits.Run(text2);
            if (length == 0)
                return null;
            release.Add(text2[..length].ToString());
            text2 = text2[length..];
        }
        while (text2.Length > 1 && text2[0] == '.' && char.IsAsciiDigit(text2[1]) && Advance(ref text2, 1));

        (string, string)? pre = TakePre(ref text2);
        string? post = TakePost(ref text2);
        string? dev = TakeWord(ref text2, "dev");
        return text2.IsEmpty ? new PyPiVersion(epoch, [.. release], pre, post, dev, local) : null;
    }

    /// <summary>Compares two versions.</summary>
    public static int Compare(PyPiVersion x, PyPiVersion y)
    {
        int order = Digits.Compare(x.Epoch, y.Epoch);
        for (int i = 0; order == 0 && i < Math.Max(x.Release.Length, y.Release.Length); i++)
            order = Digits.Compare(x.Number(i), y.Number(i));
        if (order == 0)
            order = x.PreRank.CompareTo(y.PreRank);
        if (order == 0)
            order = Digits.Compare(x.Pre?.Number ?? "", y.Pre?.Number ?? "");
        if (order == 0)
            order = CompareOptional(x.Post, y.Post, isAbsentLess: true);
        if (order == 0)
            order = CompareOptional(x.Dev, y.Dev, isAbsentLess: false);
        return order != 0 ? order : CompareLocals(x.Local, y.Local);
    }

    /// <summary>A number of the release; zero where it has fewer.</summary>
    public string Number(int index) => index < Release.Length ? Release[index] : "0";

    private int PreRank => Pre switch
    {
        null => Post is null && Dev is not null ? -1 : 3,
        { Word: "a" } => 0,
        { Word: "b" } => 1,
        _ => 2,
    };

    private static int CompareOptional(string? x, string? y, bool isAbsentLess) =>
        x is not null && y is not null ? Digits.Compare(x, y)
        : x is null && y is null ? 0
        : (x is null) == isAbsentLess ? -1
        : 1;

    // A missing local part is older than each; numbers are newer than words.
    private static int CompareLocals(string[] x, string[] y)
    {
        for (int i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            bool isNumberX = Digits.Are(x[i]);
            bool isNumberY = Digits.Are(y[i]);
            int order = isNumberX && isNumberY ? Digits.Compare(x[i], y[i])
                : isNumberX != isNumberY ? isNumberX.CompareTo(isNumberY)
                : string.CompareOrdinal(x[i], y[i]);
            if (order != 0)
                return order;
        }

        return x.Length.CompareTo(y.Length);
    }

    private static (string, string)? TakePre(ref ReadOnlySpan<char> text)
    {
        foreach ((string word, string name) in PreWords)
            if (TakeWord(ref text, word) is { } number)
                return (name, number);
        return null;
    }

    private static string? TakePost(ref ReadOnlySpan<char> text)
    {
        if (text.Length > 1 && text[0] == '-' && char.IsAsciiDigit(text[1]))
        {
            Advance(ref text, 1);
            return TakeNumber(ref text);
        }

        return TakeWord(ref text, "post") ?? TakeWord(ref text, "rev") ?? TakeWord(ref text, "r");
    }

    // [.-_] word [.-_] number; the number may be missing.
    private static string? TakeWord(ref ReadOnlySpan<char> text, string word)
    {
        ReadOnlySpan<char> rest = text;
        if (!rest.IsEmpty && rest[0] is '.' or '-' or '_')
            rest = rest[1..];
        if (!rest.StartsWith(word))
            return null;
        rest = rest[word.Length..];
        if (rest.Length > 1 && rest[0] is '.' or '-' or '_' && char.IsAsciiDigit(rest[1]))
            rest = rest[1..];
        string number = TakeNumber(ref rest);
        text = rest;
        return number;
    }

    private static string TakeNumber(ref ReadOnlySpan<char> text)
    {
        int length = Digits.Run(text);
        string number = length == 0 ? "0" : text[..length].ToString();
        text = text[length..];
        return number;
    }

    private static bool Advance(ref ReadOnlySpan<char> text, int count)
    {
        text = text[count..];
        return true;
    }
}
