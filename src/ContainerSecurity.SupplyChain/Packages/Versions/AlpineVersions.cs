namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>The order of apk: <c>digits{.digits}[letter]{_suffix[number]}[~hash][-r number]</c> (apk-tools, version.c).</summary>
internal sealed class AlpineVersions : VersionOrder
{
    // The longer a version goes on at this point, the newer it is; what does not belong there comes before the end.
    private enum Token
    {
        EarlySuffix,
        Invalid,
        End,
        Revision,
        Hash,
        SuffixNumber,
        LateSuffix,
        Letter,
        Digits,
        FirstDigits,
    }

    private static readonly string[] EarlySuffixes = ["alpha", "beta", "pre", "rc"];
    private static readonly string[] LateSuffixes = ["cvs", "svn", "git", "hg", "p"];

    /// <summary>Whether the first version begins as the second one goes: the <c>~</c> of apk.</summary>
    public static bool IsLike(string version, string pattern)
    {
        Cursor x = new(version);
        Cursor y = new(pattern);
        while (x.Next() is var token && y.Next() is var wanted)
        {
            if (wanted == Token.End)
                return true;
            if (token != wanted || token == Token.Invalid || CompareValues(token, x.Value, y.Value) != 0)
                return false;
        }

        return false;
    }

    private protected override bool IsVersion(string version)
    {
        Cursor cursor = new(version);
        Token token;
        do
            token = cursor.Next();
        while (token is not (Token.End or Token.Invalid));
        return token == Token.End;
    }

    private protected override int CompareBounded(string x, string y)
    {
        Cursor cursorX = new(x);
        Cursor cursorY = new(y);
        while (true)
        {
            Token tokenX = cursorX.Next();
            Token tokenY = cursorY.Next();
            if (tokenX != tokenY)
                return tokenX.CompareTo(tokenY);
            int order = CompareValues(tokenX, cursorX.Value, cursorY.Value);
            if (order != 0 || tokenX is Token.End or Token.Invalid)
                return order;
        }
    }

    private static int CompareValues(Token token, ReadOnlySpan<char> x, ReadOnlySpan<char> y) => token switch
    {
        Token.FirstDigits or Token.SuffixNumber or Token.Revision => Digits.Compare(x, y),
        // A number with a leading zero is compared as a fraction is.
        Token.Digits => x[0] == '0' || y[0] == '0' ? x.SequenceCompareTo(y) : Digits.Compare(x, y),
        Token.EarlySuffix => IndexOf(EarlySuffixes, x).CompareTo(IndexOf(EarlySuffixes, y)),
        Token.LateSuffix => IndexOf(LateSuffixes, x).CompareTo(IndexOf(LateSuffixes, y)),
        _ => x.SequenceCompareTo(y),
    };

    private static int IndexOf(string[] names, ReadOnlySpan<char> name)
    {
        for (int i = 0; i < names.Length; i++)
            if (name.SequenceEqual(names[i]))
                return i;
        return -1;
    }

    private ref struct Cursor(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> rest = text;
        private Token? last;

        /// <summary>The value of the token.</summary>
        public ReadOnlySpan<char> Value { get; private set; }

        /// <summary>Takes the next token.</summary>
        public Token Next()
        {
            Token token = Read();
            last = token;
            return token;
        }

        private Token Read()
        {
            Value = default;
            if (rest.IsEmpty)
                return last is null ? Token.Invalid : Token.End;
            char c = rest[0];
            if (last is null)
                return char.IsAsciiDigit(c) ? TakeDigits(Token.FirstDigits, 0) : Invalid();
            bool isAfterDigits = last is Token.FirstDigits or Token.Digits;
            bool isAfterSuffix = last is Token.EarlySuffix or Token.LateSuffix;
            if (char.IsAsciiDigit(c))
                return isAfterSuffix ? TakeDigits(Token.SuffixNumber, 0) : Invalid();
            if (c == '.')
                return isAfterDigits ? TakeDigits(Token.Digits, 1) : Invalid();
            if (char.IsAsciiLetterLower(c))
                return isAfterDigits ? Take(Token.Letter, 0, 1) : Invalid();
            if (c == '_')
                return isAfterDigits || isAfterSuffix || last is Token.Letter or Token.SuffixNumber ? TakeSuffix() : Invalid();
            if (c == '~')
                return last is Token.Hash or Token.Revision ? Invalid() : TakeHash();
            return c == '-' && rest.StartsWith("-r") && last != Token.Revision ? TakeDigits(Token.Revision, 2) : Invalid();
        }

        private Token TakeDigits(Token token, int start)
        {
            int length = Digits.Run(rest[start..]);
            return length == 0 ? Invalid() : Take(token, start, length);
        }

        private Token TakeSuffix()
        {
            int length = 0;
            while (1 + length < rest.Length && char.IsAsciiLetterLower(rest[1 + length]))
                length++;
            ReadOnlySpan<char> name = rest.Slice(1, length);
            return IndexOf(EarlySuffixes, name) >= 0 ? Take(Token.EarlySuffix, 1, length)
                : IndexOf(LateSuffixes, name) >= 0 ? Take(Token.LateSuffix, 1, length)
                : Invalid();
        }

        private Token TakeHash()
        {
            int length = 0;
            while (1 + length < rest.Length && (char.IsAsciiDigit(rest[1 + length]) || rest[1 + length] is >= 'a' and <= 'f'))
                length++;
            return length == 0 ? Invalid() : Take(Token.Hash, 1, length);
        }

        private Token Take(Token token, int start, int length)
        {
            Value = rest.Slice(start, length);
            rest = rest[(start + length)..];
            return token;
        }

        // What follows a dash or an underscore that does not belong there means nothing; other text has at least an order.
        private Token Invalid()
        {
            Value = rest[0] is '-' or '_' or '~' ? default : rest;
            rest = default;
            return Token.Invalid;
        }
    }
}
