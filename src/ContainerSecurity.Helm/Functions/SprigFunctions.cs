using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>The functions of sprig and Helm that need no chart.</summary>
internal static class SprigFunctions
{
    private const long StepsOfKeys = 100_000;

    /// <summary>Functions that make keys or slow hashes, of which a template may call some two hundred.</summary>
    private static readonly HashSet<string> Slow =
    [
        "genPrivateKey", "genCA", "genCAWithKey", "genSelfSignedCert", "genSelfSignedCertWithKey", "genSignedCert", "genSignedCertWithKey", "bcrypt",
        "htpasswd", "derivePassword",
    ];

    public static IReadOnlyList<GoFunction> All { get; } = [.. Plain.Select(f => Slow.Contains(f.Name) ? f with { Steps = StepsOfKeys } : f)];

    private static IReadOnlyList<GoFunction> Plain =>
    [
        .. StringFunctions.All,
        .. NumberFunctions.All,
        .. ListFunctions.All,
        .. MapFunctions.All,
        .. ValueFunctions.All,
        .. EncodingFunctions.All,
        .. RegexFunctions.All,
        .. VersionFunctions.All,
        .. PathFunctions.All,
        .. UrlFunctions.All,
        .. ChecksumFunctions.All,
        .. DateFunctions.All,
        .. RandomFunctions.All,
        .. CertificateFunctions.All,
        .. PasswordFunctions.All,
    ];
}
