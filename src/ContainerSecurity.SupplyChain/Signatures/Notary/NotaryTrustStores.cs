using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContainerSecurity.SupplyChain.Signatures.Notary.Certificates;

namespace ContainerSecurity.SupplyChain.Signatures.Notary;

/// <summary>The certificates that are trusted, by the stores that a trust policy names, each <c>type:name</c> (trust store specification).</summary>
public sealed class NotaryTrustStores
{
    private const int MaxFileLength = 1024 * 1024, MaxFiles = 1000;
    private static readonly string[] Extensions = [".crt", ".cer", ".pem", ".der"];

    private readonly Dictionary<string, X509Certificate2[]> stores;

    /// <summary>Creates stores.</summary>
    /// <param name="stores">The certificates by store, such as <c>ca:example.com</c>.</param>
    public NotaryTrustStores(IReadOnlyDictionary<string, IReadOnlyList<X509Certificate2>> stores)
    {
        ArgumentNullException.ThrowIfNull(stores);
        this.stores = stores.ToDictionary(s => s.Key, s => s.Value.ToArray());
        foreach ((string name, X509Certificate2[] certificates) in this.stores)
            foreach (X509Certificate2 certificate in certificates)
                try
                {
                    Check(name, certificate);
                }
                catch (CryptographicException e)
                {
                    throw new SignatureFormatException($"The trust store '{name}' holds a certificate that cannot be read: {e.Message}");
                }
    }

    /// <summary>The names of the stores, each <c>type:name</c>.</summary>
    public IReadOnlyCollection<string> Names => stores.Keys;

    /// <summary>Reads stores as notation keeps them: <c>x509/TYPE/NAME/*.crt</c>, in PEM or DER.</summary>
    /// <param name="folder">The folder <c>truststore</c>.</param>
    /// <exception cref="SignatureFormatException">A file holds something else than certificates, or one that may not be trusted.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static NotaryTrustStores ReadFolder(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var stores = new Dictionary<string, IReadOnlyList<X509Certificate2>>();
        string root = Path.Combine(folder, "x509");
        foreach (string type in Directory.Exists(root) ? Directory.GetDirectories(root) : [])
            foreach (string store in Directory.GetDirectories(type))
                stores[$"{Path.GetFileName(type)}:{Path.GetFileName(store)}"] = ReadStore(store);
        return new NotaryTrustStores(stores);
    }

    /// <summary>The certificates of some stores of one type; empty where there are none.</summary>
    /// <param name="type">The type: <c>ca</c>, <c>signingAuthority</c> or <c>tsa</c>.</param>
    /// <param name="names">The stores that a policy names, each <c>type:name</c>.</param>
    internal IReadOnlyList<X509Certificate2> Of(string type, IEnumerable<string> names) =>
        [.. names.Where(n => n.StartsWith(type + ":", StringComparison.Ordinal)).SelectMany(n => stores.GetValueOrDefault(n) ?? [])];

    private static List<X509Certificate2> ReadStore(string folder)
    {
        string[] files = Directory.GetFiles(folder);
        if (files.Length > MaxFiles)
            throw new SignatureFormatException($"The trust store {Path.GetFileName(folder)} has {files.Length} files; {MaxFiles} are read at most.");
        var certificates = new List<X509Certificate2>();
        foreach (string file in files.Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
            certificates.AddRange(ReadFile(file));
        return certificates;
    }

    private static X509Certificate2Collection ReadFile(string file)
    {
        if (new FileInfo(file).Length > MaxFileLength)
            throw new SignatureFormatException($"{file} is longer than {MaxFileLength} bytes.");
        byte[] bytes = File.ReadAllBytes(file);
        var found = new X509Certificate2Collection();
        try
        {
            if (bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
                found.ImportFromPem(System.Text.Encoding.ASCII.GetString(bytes));
            else
                found.Add(X509CertificateLoader.LoadCertificate(bytes));
        }
        catch (CryptographicException e)
        {
            throw new SignatureFormatException($"{file} holds no certificates that can be read: {e.Message}");
        }
        return found.Count > 0 ? found : throw new SignatureFormatException($"{file} holds no certificates.");
    }

    /// <summary>Trusted are authorities, and signers that sign themselves; for time stamps, roots alone.</summary>
    private static void Check(string store, X509Certificate2 certificate)
    {
        bool isAuthority = certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(b => b.CertificateAuthority);
        bool isRoot = CertificateSignature.IsIssuedBy(certificate, certificate);
        bool isOfStamps = store.StartsWith("tsa:", StringComparison.Ordinal);
        if (isOfStamps ? !(isRoot && isAuthority) : !(isRoot || isAuthority))
            throw new SignatureFormatException($"The trust store '{store}' holds the certificate '{certificate.Subject}', which is {(isOfStamps ? "no root of an authority" : "neither an authority's nor one that signs itself")}.");
    }
}
