using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace ContainerSecurity.AspNetCore.Admission.Certificates;

/// <summary>
/// A certificate and its key in files, which are looked at from time to time, as a secret that is mounted changes by
/// itself. A pair that does not fit together, as while one file is new and the other old, changes nothing.
/// </summary>
internal sealed partial class ServedCertificate : IDisposable
{
    private const int MaxLength = 1024 * 1024;

    private readonly string certificateFile;
    private readonly string keyFile;
    private readonly ILogger logger;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private byte[] seen = [];
    private volatile SslStreamCertificateContext current;

    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="CryptographicException">The files hold no certificate with its key.</exception>
    public ServedCertificate(string certificateFile, string keyFile, TimeSpan interval, TimeProvider time, ILogger logger)
    {
        (this.certificateFile, this.keyFile, this.logger) = (certificateFile, keyFile, logger);
        current = Read(out seen);
        timer = time.CreateTimer(_ => Reload(), null, interval, interval);
    }

    /// <summary>The certificate with the others of its file, for new handshakes.</summary>
    public SslStreamCertificateContext Current => current;

    /// <summary>
    /// Reads the files again where they have changed. Returns whether another certificate is served now.
    /// </summary>
    public bool Reload()
    {
        lock (gate)
        {
            try
            {
                if (Fingerprint(ReadFile(certificateFile), ReadFile(keyFile)).AsSpan().SequenceEqual(seen))
                    return false;
                current = Read(out seen);
                DateTime until = current.TargetCertificate.NotAfter.ToUniversalTime();
                LogReloaded(certificateFile, until);
                return true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
            {
                LogNotReloaded(certificateFile, e.Message);
                return false;
            }
        }
    }

    // The certificates themselves stay: a handshake may be using the one before.
    public void Dispose() => timer.Dispose();

    private SslStreamCertificateContext Read(out byte[] fingerprint)
    {
        string certificates = ReadFile(certificateFile), key = ReadFile(keyFile);
        fingerprint = Fingerprint(certificates, key);
        using X509Certificate2 pair = X509Certificate2.CreateFromPem(certificates, key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificates);
        // TLS does not take keys that were never in a store of some platform's.
        X509Certificate2 whole = X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), password: null);
        return SslStreamCertificateContext.Create(whole, chain, offline: true);
    }

    private static byte[] Fingerprint(string certificates, string key) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{certificates}\0{key}"));

    private static string ReadFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > MaxLength)
            throw new IOException($"The file '{path}' is larger than {MaxLength} bytes, which no certificate is.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [LoggerMessage(EventId = 45, Level = LogLevel.Information, Message = "The certificate in {File}, which is valid until {Until:u}, is served from now on.")]
    private partial void LogReloaded(string file, DateTime until);

    [LoggerMessage(
        EventId = 46,
        Level = LogLevel.Error,
        Message = "The certificate in {File} has changed and cannot be used; the one before is served. {Problem}")]
    private partial void LogNotReloaded(string file, string problem);
}
