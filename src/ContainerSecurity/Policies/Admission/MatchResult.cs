namespace ContainerSecurity.Policies.Admission;

/// <summary>Whether a request is one that a policy, binding or constraint is about, and what is not known where that cannot be told.</summary>
internal readonly record struct MatchResult
{
    private MatchResult(bool isMatch, string? unknown)
    {
        IsMatch = isMatch;
        Unknown = unknown;
    }

    public static MatchResult Yes { get; } = new(true, null);

    public static MatchResult No { get; } = new(false, null);

    /// <summary>Whether the request surely is one.</summary>
    public bool IsMatch { get; }

    /// <summary>What would have to be known, such as <c>the labels of the namespace 'shop' are not known</c>; null where it can be told.</summary>
    public string? Unknown { get; }

    /// <summary>Whether the request surely is none.</summary>
    public bool IsNone => !IsMatch && Unknown is null;

    public static MatchResult Of(bool isMatch) => isMatch ? Yes : No;

    public static MatchResult NotKnown(string what) => new(false, what);

    /// <summary>Whether both hold; one that surely does not decides.</summary>
    public MatchResult And(MatchResult other) => IsNone || other.IsNone ? No : Unknown is not null ? this : other;

    /// <summary>Whether one of both holds; one that surely does decides.</summary>
    public MatchResult Or(MatchResult other) => IsMatch || other.IsMatch ? Yes : Unknown is not null ? this : other;

    public MatchResult Not() => Unknown is not null ? this : Of(!IsMatch);
}
