using System.CommandLine;
using ContainerSecurity.Policies;
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

    public static SecretScope SecretScope(string word) => word.Equals(NoSecrets, StringComparison.OrdinalIgnoreCase) ? Sources.SecretScope.Off : Enum.Parse<SecretScope>(word, ignoreCase: true);

    public static ReportFormat Format(string word) => Enum.Parse<ReportFormat>(word, ignoreCase: true);

    /// <summary>
    /// Makes an option take one of some words, in any case, and gives it as it is listed. Another word is an error that
    /// names the one that was probably meant.
    /// </summary>
    public static void AcceptWords<T>(this Option<T> option, params string[] words)
        where T : class?
    {
        option.CustomParser = result =>
        {
            string given = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
            if (Array.Find(words, w => w.Equals(given, StringComparison.OrdinalIgnoreCase)) is { } word)
                return (T)(object)word;
            result.AddError($"{option.Name} does not take '{given}'{Suggestion.For(given, words)}. It takes {string.Join(", ", words)}.");
            return default;
        };
        option.CompletionSources.Add(words);
    }

    private static string Hyphenate(string name) => Lower(string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{c}" : $"{c}")));

#pragma warning disable CA1308 // The command line's words are lower case.
    public static string Lower(string name) => name.ToLowerInvariant();
#pragma warning restore CA1308
}
