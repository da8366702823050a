namespace ContainerSecurity.Secrets.Values;

/// <summary>
/// Keys that their services' own samples publish, so that they open nothing. They are kept as checksums (FNV-1a), so
/// that this file holds no keys.
/// </summary>
internal static class PublishedExamples
{
    private const ulong Basis = 14695981039346656037;

    private const ulong Prime = 1099511628211;

    /// <summary>Google Cloud API keys of Firebase's public samples and tests, which the public rules of other scanners let pass too.</summary>
    private static readonly ulong[] Checksums =
    [
        0x6acbd824bd32bbd4, 0x29a336c7244f48dd, 0x08b545962adc7d8b, 0xe7666dbb286c6c2e, 0x99b2726346a1e92a, 0x12113c2e6979f447,
        0x828818f833257868, 0x6835e0f288832a40, 0x816cd10fdb11ead0, 0xadbd04e3fe1b6d49, 0xdb9422f1dd332dcc, 0x515cb771a4238032,
        0xe754678ea2b14ef1, 0xc73f1e61952e6987, 0x294c63f8344d5df1,
    ];

    /// <summary>Whether a value is one of them.</summary>
    public static bool Contain(string value) => Array.IndexOf(Checksums, Checksum(value)) >= 0;

    private static ulong Checksum(string value)
    {
        ulong hash = Basis;
        foreach (char c in value)
            hash = unchecked((hash ^ c) * Prime);
        return hash;
    }
}
