using ContainerSecurity.Sources;

namespace ContainerSecurity.Reports;

/// <summary>Says how many files were searched for secrets alone and how many were passed over, and why.</summary>
internal static class SkippedWords
{
    private static readonly (PassedOverKind Kind, string Words)[] Kinds =
    [
        (PassedOverKind.Ignored, "hidden by ignore files"),
        (PassedOverKind.Packages, "folders of packages"),
        (PassedOverKind.LockFile, "lock files"),
        (PassedOverKind.Minified, "bundles"),
        (PassedOverKind.SourceMap, "source maps"),
        (PassedOverKind.Binary, "binary"),
        (PassedOverKind.TooLarge, "too large"),
    ];

    /// <summary>The reasons that are more than that a file is none of ours, as <c>(2 lock files, 1 binary)</c>; nothing where there are none.</summary>
    public static string Reasons(ReportSummary summary)
    {
        string[] told = [.. Kinds.Where(k => summary.SkippedOf(k.Kind) > 0).Select(k => $"{summary.SkippedOf(k.Kind)} {k.Words}")];
        return told.Length == 0 ? "" : $" ({string.Join(", ", told)})";
    }

    /// <summary>How many texts were searched alone; nothing where none was.</summary>
    public static string Searched(ReportSummary summary) =>
        summary.Searched > 0 ? $"; {summary.Searched} {(summary.Searched == 1 ? "text" : "texts")} searched for secrets" : "";
}
