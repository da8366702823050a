using System.Globalization;
using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>Identifies a finding independently of its line, so that baselines survive edits above it.</summary>
internal static class FindingFingerprint
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <param name="finding">The finding.</param>
    /// <param name="paths">Names its file; null for the name that it has in the run.</param>
    public static string Of(Finding finding, PathsBelow? paths = null) =>
        Of(finding, paths?.Of(finding.Location.File.Path) ?? finding.Location.File.Path.Replace('\\', '/'));

    /// <param name="finding">The finding.</param>
    /// <param name="file">What its file is called.</param>
    /// <param name="names">Puts other names of files into each text; null for none.</param>
    public static string Of(Finding finding, string file, Func<string, string>? names = null)
    {
        names ??= text => text;
        ulong hash = Offset;
        Add(ref hash, names(file));
        Add(ref hash, finding.Rule.Id);
        Add(ref hash, names(finding.Resource.ToString()));
        Add(ref hash, finding.Container ?? "");
        Add(ref hash, finding.Location.Path);
        Add(ref hash, names(finding.Message));
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
