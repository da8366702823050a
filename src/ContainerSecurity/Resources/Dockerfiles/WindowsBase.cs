namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>Knows the images of Windows by their names.</summary>
internal static class WindowsBase
{
    /// <summary>Pieces of the names and tags of images that are made for Windows only.</summary>
    private static readonly string[] Marks =
    [
        "mcr.microsoft.com/windows", "microsoft/windowsservercore", "nanoserver", "windowsservercore", "windows/servercore", "windows/server",
        "dotnet/framework", "-ltsc20",
    ];

    /// <summary>Whether the image of a stage, or the platform that it asks for, is one of Windows.</summary>
    public static bool Is(Stage stage)
    {
        if (stage.From is not { } from)
            return false;
        if (from.Flag("platform") is { Value.IsKnown: true } platform)
            return platform.Value.Value.StartsWith("windows", StringComparison.OrdinalIgnoreCase);
        string image = stage.Image.IsKnown ? stage.Image.Value : $"{stage.DefaultImage} {(from.Arguments.Count > 0 ? from.Arguments[0].Value : "")}";
        return Array.Exists(Marks, m => image.IndexOf(m, StringComparison.OrdinalIgnoreCase) >= 0);
    }
}
