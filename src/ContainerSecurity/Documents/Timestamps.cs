using System.Text.RegularExpressions;

namespace ContainerSecurity.Documents;

/// <summary>Dates and times as go-yaml takes them; they stay text.</summary>
internal static class Timestamps
{
    private static readonly Regex Form = new(
        @"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\.[0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})|[ ]+[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\.[0-9]+)?)?\z",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    public static bool IsTimestamp(string text) => text.Length <= 64 && Form.IsMatch(text);
}
