namespace ContainerSecurity.Secrets;

/// <summary>What a detector looks for, and what it lets pass.</summary>
public sealed class SecretDetectorOptions
{
    /// <summary>The patterns to look for. The default are all built-in ones.</summary>
    public IReadOnlyList<SecretPattern> Patterns { get; init; } = SecretPatterns.BuiltIn;

    /// <summary>Values that are no secrets, such as a documented example key. Empty by default.</summary>
    public IReadOnlyCollection<string> AllowedValues { get; init; } = [];

    /// <summary>Fingerprints of secrets that are known and accepted. Empty by default.</summary>
    public IReadOnlyCollection<string> AllowedFingerprints { get; init; } = [];

    /// <summary>Paths whose texts are not looked at, in the notation of <see cref="Documents.Glob"/>. Empty by default.</summary>
    public IReadOnlyCollection<string> AllowedPaths { get; init; } = [];

    /// <summary>How many encodings within one another are undone: 0 to 8. The default is 3.</summary>
    public int MaximumDecodeDepth { get; init; } = 3;

    /// <summary>The salt of fingerprints; fingerprints of different salts cannot be compared. The default is <c>ContainerSecurity</c>.</summary>
    public string Salt { get; init; } = "ContainerSecurity";
}
