namespace ContainerSecurity.Resources.Projects;

/// <summary>The names of files, properties and items by which .NET projects say what container they become.</summary>
internal static class ProjectNames
{
    /// <summary>The file of properties that every project below it takes in first.</summary>
    public const string Props = "Directory.Build.props";

    /// <summary>The file that every project below it takes in last.</summary>
    public const string Targets = "Directory.Build.targets";

    /// <summary>The file that names the SDK.</summary>
    public const string Sdk = "global.json";

    private const string LaunchSettings = "launchSettings.json";
    private static readonly string[] Ends = [".csproj", ".fsproj", ".vbproj"];

    /// <summary>What only a project that becomes an image says.</summary>
    private static readonly HashSet<string> ContainerProperties = new(StringComparer.OrdinalIgnoreCase)
    {
        "ContainerBaseImage", "ContainerFamily", "ContainerRuntimeIdentifier", "ContainerRuntimeIdentifiers", "ContainerUser",
        "ContainerRegistry", "ContainerRepository", "ContainerImageName", "ContainerImageTag", "ContainerImageTags", "ContainerImageFormat",
        "ContainerWorkingDirectory", "ContainerArchiveOutputPath", "ContainerAppCommandInstruction", "ContainerPublishInParallel",
        "ContainerDescription", "ContainerAuthors", "ContainerInformationUrl", "ContainerDocumentationUrl", "ContainerVersion",
        "ContainerVendor", "ContainerLicenseExpression", "ContainerTitle", "ContainerGenerateLabels",
    };

    private static readonly HashSet<string> ContainerItems = new(StringComparer.OrdinalIgnoreCase)
    {
        "ContainerEnvironmentVariable", "ContainerLabel", "ContainerPort", "ContainerAppCommand", "ContainerAppCommandArgs",
        "ContainerDefaultArgs", "ContainerEntrypoint", "ContainerEntrypointArgs",
    };

    /// <summary>Properties that have no value before a project gives them one, so that one that is set nowhere is empty.</summary>
    private static readonly HashSet<string> Plain = new(StringComparer.OrdinalIgnoreCase)
    {
        "EnableSdkContainerSupport", "InvariantGlobalization", "IsPublishable", "IsTestProject", "OutputType", "PublishAot", "PublishProfile",
        "PublishSelfContained", "PublishTrimmed", "RuntimeIdentifier", "RuntimeIdentifiers", "SelfContained", "TargetFramework",
        "TargetFrameworks", "WebPublishMethod",
    };

    /// <summary>Whether a file is a project that MSBuild builds.</summary>
    public static bool IsProject(string path) => Array.Exists(Ends, e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a file holds the profiles by which a project is started.</summary>
    public static bool IsLaunchSettings(string path) =>
        path.EndsWith(LaunchSettings, StringComparison.OrdinalIgnoreCase)
        && (path.Length == LaunchSettings.Length || path[path.Length - LaunchSettings.Length - 1] is '/' or '\\');

    /// <summary>Whether a property is one that only an image has.</summary>
    public static bool IsContainerProperty(string name) => ContainerProperties.Contains(name);

    /// <summary>Whether items of a name are those of an image.</summary>
    public static bool IsContainerItem(string name) => ContainerItems.Contains(name);

    /// <summary>Whether items of a name tell anything of an image.</summary>
    public static bool IsItemOfInterest(string name) => ContainerItems.Contains(name)
        || name.Equals("FrameworkReference", StringComparison.OrdinalIgnoreCase) || name.Equals("PackageReference", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a property that is set nowhere is empty, as no SDK gives it a value.</summary>
    public static bool IsEmptyUnlessSet(string name) => ContainerProperties.Contains(name) || Plain.Contains(name);

    /// <summary>Whether a path leads to one of the files that a build looks for in all folders above a project.</summary>
    public static bool IsAbove(string path)
    {
        while (path.StartsWith("../", StringComparison.Ordinal))
            path = path.Substring(3);
        return path is Props or Targets or Sdk;
    }

    /// <summary>Whether a text says anything of an image, or of publishing one.</summary>
    public static bool SpeaksOfContainers(string text) =>
        text.IndexOf("Container", StringComparison.OrdinalIgnoreCase) >= 0;
}
