using ContainerSecurity.Reports;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tool;

/// <summary>The words of the command line for the formats of sources and reports.</summary>
internal static class OptionWords
{
    public static IEnumerable<string> Formats => Enum.GetNames<ReportFormat>().Select(Lower);

    public static IEnumerable<string> SourceTypes => Enum.GetNames<SourceType>().Select(Hyphenate);

    public static SourceType SourceType(string word) => Enum.Parse<SourceType>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    public static ReportFormat Format(string word) => Enum.Parse<ReportFormat>(word, ignoreCase: true);

    private static string Hyphenate(string name) => Lower(string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{c}" : $"{c}")));

#pragma warning disable CA1308 // The command line's words are lower case.
    public static string Lower(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308
}
