using System.Globalization;

namespace ContainerSecurity.Rules;

/// <summary>The parameters a policy gives to a rule: lists of texts by name.</summary>
public sealed class RuleParameters
{
    /// <summary>Creates parameters.</summary>
    /// <param name="values">Texts by name; single values are lists of one.</param>
    public RuleParameters(IReadOnlyDictionary<string, IReadOnlyList<string>> values) => Values = values ?? throw new ArgumentNullException(nameof(values));

    /// <summary>The texts by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; }

    /// <summary>No parameters.</summary>
    public static RuleParameters None { get; } = new(new Dictionary<string, IReadOnlyList<string>>());

    /// <summary>The texts of a parameter; empty where it is not given.</summary>
    public IReadOnlyList<string> List(string name) => Values.TryGetValue(name, out IReadOnlyList<string>? list) ? list : [];

    /// <summary>A single text; null where it is not given.</summary>
    public string? Text(string name) => List(name) is [var first, ..] ? first : null;

    /// <summary>A whole number.</summary>
    public long Integer(string name, long fallback) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : fallback;
}
