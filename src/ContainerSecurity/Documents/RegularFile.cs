using System.Text;

namespace ContainerSecurity.Documents;

/// <summary>Opens files by path. A pipe, a socket, a device or a link that leads nowhere is never opened: reading one may wait or go on for ever.</summary>
public static class RegularFile
{
    /// <summary>Longest text in bytes that is read.</summary>
    private const int MaxLength = 64 * 1024 * 1024;

    /// <summary>Why a path cannot be opened as a file; null where it can, or nothing is there.</summary>
    /// <param name="path">The path; links are followed.</param>
    public static string? Fault(string path) => FileKind.Fault(path ?? throw new ArgumentNullException(nameof(path)));

    /// <summary>Opens a file to read it.</summary>
    /// <param name="path">The path; links are followed.</param>
    /// <exception cref="FileNotFoundException">Nothing is there.</exception>
    /// <exception cref="IOException">What is there is no regular file, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static FileStream Open(string path) => Open(path, path ?? throw new ArgumentNullException(nameof(path)));

    /// <summary>Opens a file to read it.</summary>
    /// <param name="path">The path, as people are told it.</param>
    /// <param name="whole">The same path, as the platform is told it: absolute, where it need not be asked where paths begin.</param>
    internal static FileStream Open(string path, string whole) =>
        FileKind.Fault(whole) is { } fault ? throw new IOException($"'{path}' is not opened: {fault}.")
        : new FileStream(whole, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);

    /// <summary>Reads a file as text: UTF-8, or what its byte order mark says.</summary>
    /// <param name="path">The path; links are followed.</param>
    /// <exception cref="IOException">What is there is no regular file, cannot be read, or is larger than 64 MiB.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static string ReadText(string path)
    {
        using FileStream stream = Open(path);
        return ReadText(stream, path);
    }

    /// <summary>Reads a stream to its end as text: UTF-8, or what its byte order mark says.</summary>
    /// <exception cref="IOException">The stream cannot be read, or is longer than 64 MiB.</exception>
    internal static string ReadText(Stream stream, string path)
    {
        using var bytes = new MemoryStream(stream.CanSeek ? (int)Math.Min(Math.Max(0, stream.Length - stream.Position), MaxLength) : 0);
        byte[] chunk = new byte[16 * 1024];
        for (int read; (read = stream.Read(chunk, 0, chunk.Length)) > 0;)
        {
            bytes.Write(chunk, 0, read);
            if (bytes.Length > MaxLength)
                throw new IOException($"'{path}' is larger than {MaxLength} bytes and was not read.");
        }
        bytes.Position = 0;
        using var reader = new StreamReader(bytes, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
