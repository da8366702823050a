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
            return kinds.Any(kind => HoldsWord(text, kind)) || text.Contains("\\u") || text.Contains("\\x");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }
    /// <summary>Whether a kind stands there as a word of its own: <c>serviceAccountName</c> is no ServiceAccount.</summary>
    private static bool HoldsWord(string text, string kind)
    {
        for (int at = text.IndexOf(kind, StringComparison.Ordinal); at >= 0; at = text.IndexOf(kind, at + kind.Length, StringComparison.Ordinal))
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + kind.Length == text.Length || !char.IsLetterOrDigit(text[at + kind.Length])))
                return true;
        return false;
    }
}
