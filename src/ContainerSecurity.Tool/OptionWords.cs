using ContainerSecurity.Reports;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tool;

/// <summary>The words of the command line for the formats of sources and reports.</summary>
internal static class OptionWords
{
    private const string NoSecrets = "none";

    public static IEnumerable<string> Formats => Enum.GetNames<ReportFormat>().Select(Lower);

    public static IEnumerable<string> SourceTypes => Enum.GetNames<SourceType>().Select(Hyphenate);

    public static SourceType SourceType(string word) => Enum.Parse<SourceType>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>The words, <c>none</c> among them, which says what <c>off</c> does.</summary>
    public static IEnumerable<string> SecretScopes => Enum.GetNames<SecretScope>().Select(Lower).Append(NoSecrets);

    public static SecretScope SecretScope(string word) => word == NoSecrets ? Sources.SecretScope.Off : Enum.Parse<SecretScope>(word, ignoreCase: true);

    public static ReportFormat Format(string word) => Enum.Parse<ReportFormat>(word, ignoreCase: true);

    private static string Hyphenate(string name) => Lower(string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{c}" : $"{c}")));

#pragma warning disable CA1308 // The command line's words are lower case.
    public static string Lower(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308
}
