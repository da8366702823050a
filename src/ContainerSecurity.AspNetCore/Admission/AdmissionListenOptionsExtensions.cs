using System.Net.Security;
using System.Security.Authentication;
using ContainerSecurity.AspNetCore.Admission.Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContainerSecurity.AspNetCore.Admission;

/// <summary>Has a listener of Kestrel serve a certificate that may change.</summary>
public static class AdmissionListenOptionsExtensions
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Serves HTTPS, from TLS 1.2 on, with a certificate in files, as a mounted secret has them. Changed files are
    /// noticed within the interval and serve new connections; files that do not fit together are logged and change
    /// nothing. <see cref="AdmissionServiceCollectionExtensions.AddAdmissionWebhook"/> belongs to it.
    /// </summary>
    /// <param name="listener">The listener.</param>
    /// <param name="certificateFile">The certificate in PEM, and after it those that lead to the authority.</param>
    /// <param name="keyFile">Its key in PEM, not encrypted.</param>
    /// <param name="reloadInterval">
    /// How often the files are looked at: from 100 milliseconds to a day. The default value is 5 seconds.
    /// </param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="System.Security.Cryptography.CryptographicException">
    /// The files hold no certificate with its key.
    /// </exception>
    public static ListenOptions UseCertificateFiles(this ListenOptions listener, string certificateFile, string keyFile, TimeSpan? reloadInterval = null)
    {
        ArgumentNullException.ThrowIfNull(listener);
        ArgumentException.ThrowIfNullOrEmpty(certificateFile);
        ArgumentException.ThrowIfNullOrEmpty(keyFile);
        TimeSpan interval = reloadInterval ?? DefaultInterval;
        if (interval < TimeSpan.FromMilliseconds(100) || interval > TimeSpan.FromDays(1))
            throw new ArgumentOutOfRangeException(nameof(reloadInterval), interval, "It must be from 100 milliseconds to a day.");
        IServiceProvider services = listener.ApplicationServices;
        ILogger logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("ContainerSecurity.AspNetCore.Admission");
        var certificate = new ServedCertificate(certificateFile, keyFile, interval, services.GetRequiredService<TimeProvider>(), logger);
        services.GetRequiredService<ServedCertificates>().Add(certificate);
        return listener.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificate.Current,
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            }),
        });
    }
}
