using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Build;

/// <summary>Tells the platform of an image by the runtime that it is made for.</summary>
internal static class RuntimePlatform
{
    /// <summary>The platform of a runtime identifier, as the SDK names it in images; null for this machine's.</summary>
    public static ImagePlatform? Of(string? runtime)
    {
        string[] parts = runtime?.Split('-') ?? [];
        string system = parts.FirstOrDefault() switch { "win" or "windows" => "windows", _ => "linux" };
        string? architecture = parts.LastOrDefault() switch
        {
            "x64" => "amd64",
            "x86" => "386",
            "arm" => "arm/v7",
            { } other when parts.Length > 1 => other,
            _ => null,
        };
        return architecture is not null && ImagePlatform.TryParse($"{system}/{architecture}", out ImagePlatform? platform) ? platform : null;
    }
}
