using System.Net.Sockets;

namespace ContainerSecurity.Tool.Docker;

/// <summary>The file of a unix socket, which a process that was killed leaves behind.</summary>
internal static class SocketFile
{
    /// <summary>Makes room for a socket: removes one that nobody listens at.</summary>
    /// <exception cref="IOException">Somebody listens there, or the file is none of a socket.</exception>
    public static void Clear(string path)
    {
        if (!File.Exists(path))
            return;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused && new FileInfo(path) is { Length: 0, LinkTarget: null })
        {
            File.Delete(path);
            return;
        }
        catch (SocketException e)
        {
            throw new IOException($"'{path}' is in the way of a socket: {e.Message}", e);
        }
        throw new IOException($"Somebody listens at '{path}' already.");
    }
}
