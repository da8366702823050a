using System.Text;

namespace ContainerSecurity.Sources;

/// <summary>Runs commands of git that say little.</summary>
internal static class GitCommands
{
    private const byte LineEnd = (byte)'\n';

    /// <summary>The lines that a command writes; null where it fails.</summary>
    public static IReadOnlyList<string>? TryLines(this IGit git, params string[] arguments) => git.TryPieces(LineEnd, arguments, out _);

    /// <summary>The lines that a command writes.</summary>
    /// <exception cref="GitException">It fails.</exception>
    public static IReadOnlyList<string> Lines(this IGit git, params string[] arguments) =>
        git.TryPieces(LineEnd, arguments, out string message) ?? throw new GitException(Told(message));

    /// <summary>The texts that a command writes, each with a NUL behind it.</summary>
    /// <exception cref="GitException">It fails.</exception>
    public static IReadOnlyList<string> Pieces(this IGit git, params string[] arguments) =>
        git.TryPieces(0, arguments, out string message) ?? throw new GitException(Told(message));

    /// <summary>Sees to it that a command went well.</summary>
    /// <exception cref="GitException">It did not.</exception>
    public static void End(this IGitCall call)
    {
        if (call.WaitForExit(out string message) != 0)
            throw new GitException(Told(message));
    }

    /// <summary>Writes lines that a command waits for.</summary>
    public static void Write(this IGitCall call, IEnumerable<string> lines)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(string.Concat(lines.Select(l => l + "\n")));
        call.Input.Write(bytes, 0, bytes.Length);
        call.Input.Flush();
    }

    private static string Told(string message) => message.Length > 0 ? $"git failed: {message}" : "git failed and does not say why.";

    private static List<string>? TryPieces(this IGit git, byte terminator, string[] arguments, out string message)
    {
        using IGitCall call = git.Start(arguments);
        call.Input.Dispose();
        var reader = new GitText(call.Output);
        var pieces = new List<string>();
        while (reader.ReadUntil(terminator) is { } piece)
            pieces.Add(piece);
        return call.WaitForExit(out message) == 0 ? pieces : null;
    }
}
