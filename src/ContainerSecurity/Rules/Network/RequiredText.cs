using System.Text.RegularExpressions;
using ContainerSecurity.Documents;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>A label or annotation that a policy requires: <c>name</c>, or <c>name=regex</c> for the whole value.</summary>
internal sealed class RequiredText(string entry)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly int equals = entry.IndexOf('=');

    public string Name => (equals < 0 ? entry : entry.Substring(0, equals)).Trim();

    public string? Pattern => equals < 0 ? null : entry.Substring(equals + 1).Trim();

    /// <summary>Whether a value surely does not do. A pattern that is no regular expression, or takes too long over a value, matches nothing.</summary>
    public bool Refuses(Field<string> value) => value.IsMissing || (Pattern is not null && value.Is(v => !Matches(v)));

    /// <summary><see cref="Refuses"/> over a map of texts in CEL. The API server takes a pattern of RE2 and refuses a policy with another.</summary>
    public string RefusesInCel(string texts)
    {
        string value = $"{texts}[?{CelText.Of(Name)}]";
        return Pattern is null ? $"!{value}.hasValue()" : $"!{value}.optMap(v, v.matches({CelText.Of($"^(?:{Pattern})$")})).orValue(false)";
    }

    private bool Matches(string value)
    {
        try
        {
            return Regex.IsMatch(value, $@"\A(?:{Pattern})\z", RegexOptions.CultureInvariant, Patience);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
