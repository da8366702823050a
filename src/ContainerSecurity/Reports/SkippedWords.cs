using ContainerSecurity.Documents;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Reports;

/// <summary>Says how many files were searched for secrets alone and how many were passed over, and why.</summary>
internal static class SkippedWords
{
    private static readonly (PassedOverKind Kind, string One, string Several)[] Kinds =
    [
        (PassedOverKind.Ignored, "hidden by ignore files", "hidden by ignore files"),
        (PassedOverKind.Packages, "folder of packages", "folders of packages"),
        (PassedOverKind.BuildOutput, "folder of build output", "folders of build output"),
        (PassedOverKind.LockFile, "lock file", "lock files"),
        (PassedOverKind.Minified, "bundle", "bundles"),
        (PassedOverKind.SourceMap, "source map", "source maps"),
        (PassedOverKind.Binary, "binary", "binary"),
        (PassedOverKind.TooLarge, "too large", "too large"),
    ];

    /// <summary>The reasons that are more than that a file is none of ours, as <c>(2 lock files, 1 binary)</c>; nothing where there are none.</summary>
    public static string Reasons(ReportSummary summary)
    {
        string[] told = [.. Kinds.Where(k => summary.SkippedOf(k.Kind) > 0).Select(k => Counted.Of(summary.SkippedOf(k.Kind), k.One, k.Several))];
        return told.Length == 0 ? "" : $" ({string.Join(", ", told)})";
    }

    /// <summary>How many texts were searched alone; nothing where none was.</summary>
    public static string Searched(ReportSummary summary) =>
        summary.Searched > 0 ? $"; {Counted.Of(summary.Searched, "text")} searched for secrets" : "";
}
