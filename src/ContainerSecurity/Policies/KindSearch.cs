using System.Text;

namespace ContainerSecurity.Policies;

/// <summary>Tells quickly that a source holds no resource of some kinds, without parsing it.</summary>
internal static class KindSearch
{
    /// <summary>Whether the bytes name one of the kinds, or hide text behind escapes. Unreadable sources are left to the scan to report.</summary>
    public static bool MayHold(ManifestSource source, IReadOnlyList<string> kinds)
    {
        try
        {
            using Stream stream = source.Open();
            using var reader = new StreamReader(stream, Encoding.UTF8, true, 4 * 1024);
            string text = reader.ReadToEnd();
            return kinds.Any(text.Contains) || text.Contains("\\u") || text.Contains("\\x");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }
}
