using ContainerSecurity.Secrets;

namespace ContainerSecurity.Policies;

/// <summary>What a policy says about secrets: a team's own patterns, and what it knows to be none.</summary>
public sealed record SecretSettings
{
    /// <summary>The built-in patterns and no exceptions.</summary>
    public static SecretSettings Default { get; } = new();

    /// <summary>Patterns beside the built-in ones.</summary>
    public IReadOnlyList<SecretPattern> Patterns { get; init; } = [];

    /// <summary>Values that are no secrets.</summary>
    public IReadOnlyList<string> AllowedValues { get; init; } = [];

    /// <summary>Patterns of file paths whose secrets are known, such as <c>tests/**</c>.</summary>
    public IReadOnlyList<string> AllowedPaths { get; init; } = [];

    /// <summary>Fingerprints of known secrets.</summary>
    public IReadOnlyList<string> AllowedFingerprints { get; init; } = [];

    /// <summary>A detector for these settings.</summary>
    public SecretDetector CreateDetector() => this == Default
        ? SecretDetector.Default
        : new SecretDetector(new SecretDetectorOptions
        {
            Patterns = [.. SecretPatterns.BuiltIn, .. Patterns],
            AllowedValues = AllowedValues,
            AllowedPaths = AllowedPaths,
            AllowedFingerprints = AllowedFingerprints,
        });

    /// <summary>
    /// Computes a digest of all that a detector for these settings goes by, so that what one found can be kept for the
    /// next. The built-in patterns are those of this version of the library, which the digest does not name.
    /// </summary>
    /// <returns>A SHA-256 in hexadecimal digits. None of the allowed values stands in it.</returns>
    public string ComputeDigest() => SecretSettingsDigest.Of(this);

    /// <summary>These settings and those of a policy that extends them.</summary>
    internal SecretSettings With(SecretSettings later) => later == Default ? this : new SecretSettings
    {
        Patterns = [.. Patterns, .. later.Patterns],
        AllowedValues = [.. AllowedValues, .. later.AllowedValues],
        AllowedPaths = [.. AllowedPaths, .. later.AllowedPaths],
        AllowedFingerprints = [.. AllowedFingerprints, .. later.AllowedFingerprints],
    };
}
