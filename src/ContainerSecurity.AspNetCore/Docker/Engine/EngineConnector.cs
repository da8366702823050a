using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace ContainerSecurity.AspNetCore.Docker.Engine;

/// <summary>Makes connections to the engine.</summary>
internal sealed class EngineConnector(DockerEngineOptions options)
{
    /// <exception cref="EngineUnreachableException">No connection could be made in time.</exception>
    public async Task<EngineConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.ConnectTimeout);
        Socket socket = options.Address.Scheme == "unix"
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (options.Address.Scheme == "unix")
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Uri.UnescapeDataString(options.Address.AbsolutePath)), timeout.Token)
                    .ConfigureAwait(false);
            else
                await socket.ConnectAsync(options.Address.IdnHost, options.Address.Port, timeout.Token).ConfigureAwait(false);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (options.IsEncrypted)
                stream = await EncryptAsync(stream, timeout.Token).ConfigureAwait(false);
            return new EngineConnection(socket, stream);
        }
        catch (Exception e) when (e is SocketException or IOException or System.Security.Authentication.AuthenticationException)
        {
            socket.Dispose();
            throw new EngineUnreachableException("No connection to the engine could be made.", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new EngineUnreachableException("No connection to the engine could be made in time.", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<SslStream> EncryptAsync(Stream stream, CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(stream, leaveInnerStreamOpen: false);
        var authentication = new SslClientAuthenticationOptions
        {
            TargetHost = options.Address.IdnHost,
            ClientCertificates = options.ClientCertificate is { } own ? [own] : null,
            // The engine may ask for a certificate of authorities that it does not name.
            LocalCertificateSelectionCallback = options.ClientCertificate is { } shown ? (_, _, _, _, _) => shown : null,
        };
        if (options.CertificateAuthorities is { } authorities)
        {
            authentication.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            authentication.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }
        try
        {
            await encrypted.AuthenticateAsClientAsync(authentication, cancellationToken).ConfigureAwait(false);
            return encrypted;
        }
        catch
        {
            await encrypted.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
