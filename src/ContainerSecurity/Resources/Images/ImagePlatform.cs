namespace ContainerSecurity.Resources.Images;

/// <summary>
/// What an image runs on, written <c>os/architecture/variant</c> in Go's words. (<see cref="Platform"/> is what a
/// workload is described for.)
/// </summary>
/// <param name="OperatingSystem">Such as <c>linux</c>.</param>
/// <param name="Architecture">Such as <c>amd64</c>.</param>
/// <param name="Variant">The variant of the architecture, such as <c>v8</c>; null where there is none.</param>
/// <param name="OperatingSystemVersion">The version of the operating system, which Windows images have; null where there is none.</param>
public sealed record ImagePlatform(string OperatingSystem, string Architecture, string? Variant = null, string? OperatingSystemVersion = null)
{
    /// <summary>Reads <c>os/architecture</c> or <c>os/architecture/variant</c>; a word alone is an architecture of Linux.</summary>
    /// <param name="text">The text.</param>
    /// <param name="platform">The platform; null where the text is none.</param>
    public static bool TryParse(string text, out ImagePlatform? platform)
    {
        string[] parts = (text ?? throw new ArgumentNullException(nameof(text))).Split('/');
        platform = Array.TrueForAll(parts, IsWord) && parts.Length <= 3
            ? parts.Length == 1 ? new ImagePlatform("linux", parts[0]) : new ImagePlatform(parts[0], parts[1], parts.Length == 3 ? parts[2] : null)
            : null;
        return platform is not null;
    }

    /// <summary>
    /// Whether an image of this platform is what was asked for. Names of one architecture are one (<c>x86_64</c> and
    /// <c>amd64</c>); a variant counts where it is asked for, and <c>arm64</c> is its <c>v8</c>.
    /// </summary>
    /// <param name="wanted">What was asked for.</param>
    public bool Satisfies(ImagePlatform wanted)
    {
        (string architecture, string? variant) = Normal();
        (string wantedArchitecture, string? wantedVariant) = (wanted ?? throw new ArgumentNullException(nameof(wanted))).Normal();
        return string.Equals(OperatingSystem, wanted.OperatingSystem, StringComparison.OrdinalIgnoreCase)
            && architecture == wantedArchitecture
            && (wantedVariant is null || variant == wantedVariant)
            && (wanted.OperatingSystemVersion is null || OperatingSystemVersion == wanted.OperatingSystemVersion);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{OperatingSystem}/{Architecture}{(Variant is null ? "" : "/" + Variant)}";

    private (string Architecture, string? Variant) Normal() => Architecture.ToLowerInvariant() switch
    {
        "x86_64" or "x86-64" or "amd64" => ("amd64", Variant == "v1" ? null : Variant),
        "aarch64" or "arm64" => ("arm64", Variant is null or "8" ? "v8" : Variant),
        "armhf" => ("arm", "v7"),
        "armel" => ("arm", "v6"),
        "i386" or "i486" or "i586" or "i686" => ("386", Variant),
        var other => (other, Variant),
    };

    private static bool IsWord(string text) => text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');
}
