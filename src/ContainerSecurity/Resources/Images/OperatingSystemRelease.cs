namespace ContainerSecurity.Resources.Images;

/// <summary>The distribution in an image, as its <c>os-release</c> says.</summary>
/// <param name="Id">Such as <c>debian</c>.</param>
/// <param name="Version">Such as <c>12</c>; null where there is none.</param>
public sealed record OperatingSystemRelease(string Id, string? Version)
{
    /// <summary>Reads the file <c>os-release</c>; null where it names no distribution.</summary>
    /// <param name="text">The text, lines of <c>NAME=value</c>.</param>
    public static OperatingSystemRelease? Read(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in (text ?? throw new ArgumentNullException(nameof(text))).Split('\n'))
            if (line.IndexOf('=') is > 0 and var equals)
                values[line.Substring(0, equals).Trim()] = line.Substring(equals + 1).Trim().Trim('"', '\'');
        return values.TryGetValue("ID", out string? id) && id.Length > 0
            ? new OperatingSystemRelease(id, values.TryGetValue("VERSION_ID", out string? version) ? version : null)
            : null;
    }
}
