using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using ContainerSecurity.Docker.Access;

namespace ContainerSecurity.AspNetCore.Docker.Identity;

/// <summary>Who is at the other end of a unix socket, as the kernel says (<c>SO_PEERCRED</c>) and the machine's files of users and groups name it.</summary>
internal static class UnixPeer
{
    private const int SocketLevel = 1, PeerCredentials = 17;

    /// <summary>Returns the user, with its groups; null where the machine does not know it.</summary>
    public static DockerSubject? Of(Socket socket, string passwd = "/etc/passwd", string group = "/etc/group")
    {
        if (!OperatingSystem.IsLinux() || socket.AddressFamily != AddressFamily.Unix)
            return null;
        // struct ucred: process, user, group, four bytes each.
        Span<byte> credentials = stackalloc byte[12];
        try
        {
            if (socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials) != credentials.Length)
                return null;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return null;
        }
        return Named(MemoryMarshal.Read<uint>(credentials[4..]), MemoryMarshal.Read<uint>(credentials[8..]), passwd, group);
    }

    internal static DockerSubject? Named(uint user, uint group, string passwd, string groups)
    {
        string? name = Entries(passwd, 7).Where(e => Id(e[2]) == user).Select(e => e[0]).FirstOrDefault();
        if (string.IsNullOrEmpty(name))
            return null;
        return new DockerSubject(name)
        {
            Groups = [.. Entries(groups, 4).Where(e => Id(e[2]) == group || e[3].Split(',').Contains(name, StringComparer.Ordinal)).Select(e => e[0])],
        };
    }

    private static IEnumerable<string[]> Entries(string file, int fields)
    {
        try
        {
            return File.ReadAllLines(file).Select(l => l.Split(':')).Where(e => e.Length >= fields);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static uint? Id(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint id) ? id : null;
}
