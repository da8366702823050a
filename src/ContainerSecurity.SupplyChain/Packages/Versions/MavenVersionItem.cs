namespace ContainerSecurity.SupplyChain.Packages.Versions;

/// <summary>A part of a version of Maven.</summary>
internal abstract class MavenVersionItem
{
    /// <summary>Whether it means nothing at the end: a zero, an empty word, an empty list.</summary>
    public abstract bool IsNull { get; }

    /// <summary>Compares it with another one, or with what is not there.</summary>
    public abstract int CompareTo(MavenVersionItem? other);
}

/// <summary>A number.</summary>
internal sealed class MavenVersionNumber(string digits) : MavenVersionItem
{
    /// <summary>Zero.</summary>
    public static readonly MavenVersionNumber Zero = new("0");

    private readonly string digits = digits;

    public override bool IsNull => Digits.Compare(digits, "") == 0;

    public override int CompareTo(MavenVersionItem? other) => other switch
    {
        null => IsNull ? 0 : 1,
        MavenVersionNumber number => Digits.Compare(digits, number.digits),
        _ => 1,
    };
}

/// <summary>A word, of which some are known to come before or after a release.</summary>
internal sealed class MavenVersionWord : MavenVersionItem
{
    private const int Release = 5;
    private static readonly string[] Known = ["alpha", "beta", "milestone", "rc", "snapshot", "", "sp"];

    private readonly string word;
    private readonly int rank;

    public MavenVersionWord(string word, bool isBeforeDigits)
    {
        this.word = word switch
        {
            "a" when isBeforeDigits => "alpha",
            "b" when isBeforeDigits => "beta",
            "m" when isBeforeDigits => "milestone",
            "cr" => "rc",
            _ => word,
        };
        int index = Array.IndexOf(Known, this.word);
        rank = this.word is "ga" or "final" or "release" ? Release : index < 0 ? Known.Length : index;
    }

    public override bool IsNull => word.Length == 0;

    public override int CompareTo(MavenVersionItem? other)
    {
        switch (other)
        {
            case null:
                return rank.CompareTo(Release);
            case MavenVersionWord that:
                int order = rank.CompareTo(that.rank);
                return order != 0 || rank < Known.Length ? order : string.CompareOrdinal(word, that.word);
            case MavenVersionCombination that:
                int first = CompareTo(that.Word);
                return first != 0 ? first : -1;
            default:
                return -1;
        }
    }
}

/// <summary>A word and the number that follows it, such as <c>rc1</c>.</summary>
internal sealed class MavenVersionCombination(MavenVersionWord word, MavenVersionNumber number) : MavenVersionItem
{
    /// <summary>The word.</summary>
    public MavenVersionWord Word => word;

    public override bool IsNull => false;

    public override int CompareTo(MavenVersionItem? other)
    {
        switch (other)
        {
            case null:
                return word.CompareTo(null);
            case MavenVersionWord that:
                int order = word.CompareTo(that);
                return order != 0 ? order : 1;
            case MavenVersionCombination that:
                int first = word.CompareTo(that.Word);
                return first != 0 ? first : number.CompareTo(that.Number);
            default:
                return -1;
        }
    }

    private MavenVersionNumber Number => number;
}
