using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Projects;

/// <summary>The .NET SDK that <c>global.json</c> asks for.</summary>
/// <param name="Text">The version as written, such as <c>9.0.101</c>.</param>
/// <param name="RollForward">How far a newer one may stand in; null where nothing is said, which is the newest patch.</param>
internal sealed record SdkVersion(string Text, string? RollForward)
{
    private static readonly DocumentReader Json = new(new DocumentLimits { MaxLength = 64 * 1024, MaxNodes = 2000, MaxDepth = 16 });

    /// <summary>The version's numbers; null where they cannot be read.</summary>
    public Version? Number => Version.TryParse(Text.Split('-')[0], out Version? version) && version.Build >= 0 ? version : null;

    /// <summary>
    /// Whether an SDK of this age is what builds: newer ones stand in only where this one is absent, or in its own
    /// hundreds.
    /// </summary>
    public bool IsPinned => RollForward?.ToLowerInvariant() is not ("latestfeature" or "latestminor" or "latestmajor");

    /// <summary>Reads the file; null where it names no SDK.</summary>
    public static SdkVersion? Read(string text)
    {
        if (Json.Read(text, ProjectNames.Sdk).Documents is not [MappingNode root, ..])
            return null;
        NodeView sdk = new NodeView(root)["sdk"];
        Field<string> version = sdk.Text("version"), policy = sdk.Text("rollForward");
        return version.IsKnown ? new SdkVersion(version.Value, policy.IsKnown ? policy.Value : null) : null;
    }
}
