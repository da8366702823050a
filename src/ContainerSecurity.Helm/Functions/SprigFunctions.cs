using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>The functions of sprig and Helm that need no chart.</summary>
internal static class SprigFunctions
{
    public static IReadOnlyList<GoFunction> All { get; } =
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
    ];
}
