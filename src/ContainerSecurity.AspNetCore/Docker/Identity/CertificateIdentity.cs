using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContainerSecurity.Docker.Access;

namespace ContainerSecurity.AspNetCore.Docker.Identity;

/// <summary>Whom a client certificate stands for: its common name is the user, its organizations are the groups.</summary>
internal static class CertificateIdentity
{
    private const string CommonName = "2.5.4.3", Organization = "2.5.4.10", ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    public static DockerSubject? Of(X509Certificate2 certificate)
    {
        try
        {
            X500RelativeDistinguishedName[] names = [.. certificate.SubjectName.EnumerateRelativeDistinguishedNames()];
            // A subject with two common names has none that all would take.
            return names.Where(n => Is(n, CommonName)).Select(n => n.GetSingleElementValue()).ToArray() is [{ Length: > 0 } name]
                ? new DockerSubject(name) { Groups = [.. names.Where(n => Is(n, Organization)).Select(n => n.GetSingleElementValue()).OfType<string>()] }
                : null;
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            return null;
        }
    }

    public static bool IsSignedBy(X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        return chain.Build(certificate);
    }

    private static bool Is(X500RelativeDistinguishedName name, string type) => !name.HasMultipleElements && name.GetSingleElementType().Value == type;
}
