using System.Globalization;
using System.Text;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>Identifies a finding independently of its line, so that baselines survive edits above it.</summary>
internal static class FindingFingerprint
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static string Of(Finding finding)
    {
        ulong hash = Offset;
        Add(ref hash, finding.Location.File.Path.Replace('\\', '/'));
        Add(ref hash, finding.Rule.Id);
        Add(ref hash, finding.Resource.ToString());
        Add(ref hash, finding.Container ?? "");
        Add(ref hash, finding.Location.Path);
        Add(ref hash, finding.Message);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>FNV-1a: no secret depends on it, and it needs no allocation.</summary>
    private static void Add(ref ulong hash, string text)
    {
        foreach (byte b in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ b) * Prime;
        hash = (hash ^ 0xFF) * Prime;
    }
}
