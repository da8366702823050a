namespace ContainerSecurity.Tool.Hardening;

/// <summary>Puts a file in the place of another, whole or not at all: the new one is written beside it and takes its name.</summary>
internal static class WholeFile
{
    /// <summary>Replaces what a file holds.</summary>
    /// <param name="path">The file; a link stays, and what it leads to is replaced.</param>
    /// <param name="expected">What it must hold now.</param>
    /// <param name="content">What it shall hold.</param>
    /// <returns>Why it was not replaced; null where it was.</returns>
    public static string? Replace(string path, byte[] expected, byte[] content)
    {
        string target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        string beside = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllBytes(beside, content);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(beside, File.GetUnixFileMode(target));
            if (!File.ReadAllBytes(target).AsSpan().SequenceEqual(expected))
                return "The file was not changed: it is no longer what was read. Run the command again.";
            File.Move(beside, target, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The file was not changed: {e.Message}";
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
