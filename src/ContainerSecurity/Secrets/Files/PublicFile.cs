using ContainerSecurity.Secrets.Names;

namespace ContainerSecurity.Secrets.Files;

/// <summary>
/// Tells files that share their ending with private keys and hold public ones: certificates, their chains, stores of
/// what is trusted, keys that sign packages.
/// </summary>
internal static class PublicFile
{
    private static readonly string[] Public = ["pub", "public", "pubkey", "gpg", "pgp"];

    /// <summary>Words of keys that sign the packages of a repository. The private half never lies beside a Dockerfile under such a name.</summary>
    private static readonly string[] Signing = ["apt", "yum", "rpm", "repo", "repository", "archive", "release"];

    private static readonly string[] Certificates =
        [
            "ca", "cas", "cacert", "cacerts", "cert", "certs", "certificate", "certificates", "crt", "chain",
            "fullchain", "bundle", "intermediate", "intermediates", "root", "roots", "trust", "trusted", "dhparam",
            "dhparams"
        ];

    /// <summary>Words of stores of certificates that are trusted, which hold no keys.</summary>
    private static readonly string[] TrustStores =
        ["trust", "trusted", "truststore", "truststores", "cacert", "cacerts"];

    private static readonly string[] Private = ["key", "privkey", "private", "privatekey"];

    /// <summary>Whether a file that would be a private key by its ending is public by the words of its name.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="kind">What the ending says.</param>
    public static bool Is(string name, SensitiveFileKind kind)
    {
        int dot = name.LastIndexOf('.');
        string stem = dot > 0 ? name.Substring(0, dot) : name;
        return kind switch
        {
            SensitiveFileKind.KeyStore => Has(stem, TrustStores) || EndsWith(stem, "truststore"),
            SensitiveFileKind.PrivateKey when name.EndsWith(".pem", StringComparison.OrdinalIgnoreCase) =>
                Has(stem, Public) || (Has(stem, Certificates) && !Has(stem, Private)),
            SensitiveFileKind.PrivateKey => Has(stem, Public) || Has(stem, Signing),
            _ => false,
        };
    }

    private static bool EndsWith(string stem, string word)
    {
        var parts = new NameParts(stem, 0, stem.Length);
        while (parts.MoveNext())
            if (parts.EndsWithOneOf([word]))
                return true;
        return false;
    }

    private static bool Has(string stem, string[] words)
    {
        var parts = new NameParts(stem, 0, stem.Length);
        while (parts.MoveNext())
            if (parts.IsOneOf(words))
                return true;
        return false;
    }
}
