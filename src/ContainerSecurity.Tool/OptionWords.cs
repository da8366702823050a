using ContainerSecurity.Policies;
using ContainerSecurity.Reports;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tool;

/// <summary>The words of the command line for the library's enumerations.</summary>
internal static class OptionWords
{
    public static IEnumerable<string> Profiles => Enum.GetNames<Profile>().Select(Lower);

    public static IEnumerable<string> Severities => Enum.GetNames<Severity>().Select(Lower);

    public static IEnumerable<string> Enforcements => Enum.GetNames<Enforcement>().Select(Lower);

    public static IEnumerable<string> Formats => Enum.GetNames<ReportFormat>().Select(Lower);

    public static IEnumerable<string> SourceTypes => Enum.GetNames<SourceType>().Select(Hyphenate);

    public static SourceType SourceType(string word) => Enum.Parse<SourceType>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    public static Profile Profile(string word) => Enum.Parse<Profile>(word, ignoreCase: true);

    public static Severity Severity(string word) => Enum.Parse<Severity>(word, ignoreCase: true);

    public static Enforcement Enforcement(string word) => Enum.Parse<Enforcement>(word, ignoreCase: true);

    public static ReportFormat Format(string word) => Enum.Parse<ReportFormat>(word, ignoreCase: true);

    private static string Hyphenate(string name) => Lower(string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{c}" : $"{c}")));

#pragma warning disable CA1308 // The command line's words are lower case.
    public static string Lower(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308
}
