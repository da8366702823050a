using System.Globalization;

namespace ContainerSecurity.Resources.Projects;

/// <summary>
/// The image that the SDK builds on where a project names none: the repository by what the program needs, the tag by
/// its framework, its family and what it is published for (ComputeDotnetBaseImageAndTag of dotnet/sdk).
/// </summary>
internal sealed record BaseImageChoice
{
    private const string Registry = "mcr.microsoft.com/";

    /// <summary>From this SDK on the images of native programs are those of Ubuntu 24.04.</summary>
    private static readonly Version FirstNoble = new(8, 0, 300);

    /// <summary>From this SDK on programs for musl get images of Alpine.</summary>
    private static readonly Version FirstAlpine = new(8, 0, 200);

    /// <summary>The framework's version, such as 8.0.</summary>
    public Version Framework { get; init; } = new(0, 0);

    /// <summary>The SDK's version; null for a new one.</summary>
    public Version? Sdk { get; init; }

    /// <summary>Whether the program needs ASP.NET Core.</summary>
    public bool IsWeb { get; init; }

    /// <summary>Whether the program brings its runtime, as one that is compiled ahead of time does.</summary>
    public bool IsSelfContained { get; init; }

    /// <summary>Whether the program is compiled ahead of time, or trimmed.</summary>
    public bool IsTrimmed { get; init; }

    /// <summary>Whether the program needs no data of cultures.</summary>
    public bool IsInvariant { get; init; }

    /// <summary>Whether all that it is published for is Linux with musl.</summary>
    public bool IsMusl { get; init; }

    /// <summary>The family that the project asks for; empty for none.</summary>
    public string Family { get; init; } = "";

    /// <summary>The image.</summary>
    public string Image => Registry + (IsSelfContained ? "dotnet/runtime-deps" : IsWeb ? "dotnet/aspnet" : "dotnet/runtime") + ":" + Tag;

    private string Tag
    {
        get
        {
            string version = string.Format(CultureInfo.InvariantCulture, "{0}.{1}", Framework.Major, Framework.Minor);
            bool isNew = Framework.Major >= 8;
            if (Family.Length > 0)
                return $"{version}-{Family}{(isNew && !IsMusl && !IsInvariant && Family.EndsWith("-chiseled", StringComparison.Ordinal) ? "-extra" : "")}";
            bool isAlpine = IsMusl && (Sdk is null || Sdk >= FirstAlpine);
            if (!isNew)
                return version + (isAlpine ? "-alpine" : "");
            string system = isAlpine ? "-alpine" : IsTrimmed ? $"-{(Sdk is null || Sdk >= FirstNoble ? "noble" : "jammy")}-chiseled" : "";
            return version + system + (IsTrimmed && !IsInvariant ? "-extra" : "");
        }
    }
}
