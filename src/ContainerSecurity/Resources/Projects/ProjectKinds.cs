using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Projects;

/// <summary>Tells which projects become images: programs that say so.</summary>
internal static class ProjectKinds
{
    private const string Sdk = "Microsoft.NET.Sdk";
    private static readonly string[] Programs = [Sdk + ".Web", Sdk + ".Worker"];

    /// <summary>Whether the project is built by an SDK whose images are known.</summary>
    public static bool IsDotnet(ProjectEvaluation project) => project.Sdks.Exists(s => s.Equals(Sdk, StringComparison.OrdinalIgnoreCase)
        || s.StartsWith(Sdk + ".", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the program needs ASP.NET Core.</summary>
    public static bool IsWeb(ProjectEvaluation project) =>
        project.Sdks.Exists(s => s.Equals(Sdk + ".Web", StringComparison.OrdinalIgnoreCase))
        || project.Items.Any(i => i.Kind.Equals("FrameworkReference", StringComparison.OrdinalIgnoreCase)
            && string.Equals(i.Identity, "Microsoft.AspNetCore.App", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether the project says that it becomes an image. What stands for all projects of a folder makes no image of
    /// a library or of tests.
    /// </summary>
    public static bool BecomesImage(ProjectEvaluation project, SourceFile file)
    {
        if (IsFalse(project["EnableSdkContainerSupport"]) || IsFalse(project["IsPublishable"]) || project["IsTestProject"].Is(IsTrue))
            return false;
        bool isOwn = project.ContainerProperties.Any(p => p.Element.File == file)
            || project.Items.Any(i => ProjectNames.IsContainerItem(i.Kind) && i.Element.File == file)
            || (project.PlaceOf("EnableSdkContainerSupport") is { } place && place.File == file);
        bool isAsked = project["EnableSdkContainerSupport"].Is(IsTrue);
        bool isSaid = isOwn || isAsked || project["PublishProfile"].Is("DefaultContainer") || project["WebPublishMethod"].Is("Container")
            || project.ContainerProperties.Any() || project.Items.Any(i => ProjectNames.IsContainerItem(i.Kind))
            || References(project, "Microsoft.NET.Build.Containers");
        if (!isSaid || (References(project, "Microsoft.NET.Test.Sdk") && !isOwn))
            return false;
        Field<string> output = project["OutputType"];
        bool isProgram = output.IsUnknown
            || (output.IsKnown && output.Value.Length > 0
                ? !output.Value.Equals("Library", StringComparison.OrdinalIgnoreCase)
                : project.Sdks.Exists(s => Array.Exists(Programs, p => p.Equals(s, StringComparison.OrdinalIgnoreCase))) || (isOwn && !IsDotnet(project)));
        return isProgram || (isAsked && isOwn);
    }

    private static bool References(ProjectEvaluation project, string package) =>
        project.Items.Any(i => i.Kind.Equals("PackageReference", StringComparison.OrdinalIgnoreCase)
            && string.Equals(i.Identity, package, StringComparison.OrdinalIgnoreCase));

    private static bool IsTrue(string text) => text.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static bool IsFalse(Field<string> value) => value.Is(v => v.Equals("false", StringComparison.OrdinalIgnoreCase));
}
