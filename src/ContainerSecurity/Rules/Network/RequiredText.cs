using System.Text.RegularExpressions;
using ContainerSecurity.Documents;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>A label or annotation that a policy requires: <c>name</c>, or <c>name=regex</c> for the whole value.</summary>
internal sealed class RequiredText
{
    /// <summary><c>RegexOptions.NonBacktracking</c>, which .NET has since version 7.</summary>
    private const RegexOptions NonBacktracking = (RegexOptions)1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly Regex NameShape = new(
        @"^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$",
        RegexOptions.CultureInvariant);
    private readonly Regex? expression;

    /// <summary>What a policy may write.</summary>
    public static ParameterKind Kind { get; } = new(
        "list of names or name=regex",
        "a list of names, or of name=regex where the regular expression is for the whole value and neither looks "
            + "around nor refers back, such as owner=team-[a-z]+",
        text => ParameterKinds.EmptyOrLong(text) ?? (ProblemOf(text) is { } problem ? $"'{ParameterKinds.Shown(text)}' {problem}" : null))
    { IsList = true };

    /// <param name="entry">The text in the policy.</param>
    /// <exception cref="ArgumentException">The pattern is no regular expression.</exception>
    public RequiredText(string entry)
    {
        int equals = entry.IndexOf('=');
        Name = (equals < 0 ? entry : entry.Substring(0, equals)).Trim();
        Pattern = equals < 0 ? null : entry.Substring(equals + 1).Trim();
        expression = Pattern is null ? null : Compile($@"\A(?:{Pattern})\z");
    }

    public string Name { get; }

    public string? Pattern { get; }

    /// <summary>Says what is wrong with a text in a policy, in words that follow it; null where nothing is.</summary>
    public static string? ProblemOf(string entry)
    {
        try
        {
            var required = new RequiredText(entry);
            // Parentheses that close each other only with the frame around them would escape from it.
            _ = required.Pattern is null ? null : new Regex(required.Pattern, RegexOptions.CultureInvariant);
            return !NameShape.IsMatch(required.Name) ? "does not begin with the name of a label or annotation"
                : required.Pattern?.Length == 0 ? "has no regular expression behind ="
                : null;
        }
        catch (NotSupportedException)
        {
            return "has a regular expression that looks around or refers back, and may take forever";
        }
        catch (ArgumentException e)
        {
            return $"has what is no regular expression ({e.Message.TrimEnd('.')})";
        }
    }

    /// <summary>Whether a value surely does not do. A pattern that takes too long over a value matches nothing.</summary>
    public bool Refuses(Field<string> value) => value.IsMissing || (expression is not null && value.Is(v => !Matches(v)));

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
            return expression!.IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <summary>In linear time where the runtime can; one that cannot has the clock alone.</summary>
    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, NonBacktracking | RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentOutOfRangeException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, Patience);
        }
    }
}
