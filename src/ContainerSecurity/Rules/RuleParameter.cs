using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules;

/// <summary>
/// A value that a policy may give to a rule: its name, what it says, and what it may be. A rule declares each once; the
/// policy's reader, the rule's page and the policy's schema go by that.
/// </summary>
public abstract class RuleParameter
{
    private const int MaxItems = 1000;
    private readonly ParameterKind kind;

    private protected RuleParameter(string name, string description, ParameterKind kind)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Description = description ?? throw new ArgumentNullException(nameof(description));
        this.kind = kind;
    }

    /// <summary>The name in policies, such as <c>maxMemory</c>.</summary>
    public string Name { get; }

    /// <summary>What the value says, as a sentence.</summary>
    public string Description { get; }

    /// <summary>What kind of value it is, such as <c>quantity</c>.</summary>
    public string Type => kind.Name;

    /// <summary>What is allowed, in words that follow “takes”.</summary>
    public string Allowed => kind.Allowed;

    /// <summary>What a plain number counts; null where it counts nothing.</summary>
    public string? Unit => kind.Unit;

    /// <summary>Whether the value is a list of texts.</summary>
    public bool IsList => kind.IsList;

    /// <summary>The value where a policy gives none, as a policy would write it; null where there is no such value.</summary>
    public abstract string? DefaultText { get; }

    internal ParameterKind Kind => kind;

    /// <summary>Declares an amount of a compute resource, as Kubernetes writes it.</summary>
    /// <param name="name">The name in policies.</param>
    /// <param name="description">What the value says, as a sentence.</param>
    /// <param name="minimum">The smallest amount allowed.</param>
    /// <param name="maximum">The largest amount allowed.</param>
    /// <param name="fallback">The amount where a policy gives none; null for none.</param>
    /// <param name="unit">What a plain number counts.</param>
    public static RuleParameter<Quantity> Quantity(
        string name,
        string description,
        string minimum = "0",
        string maximum = "1Ei",
        string? fallback = null,
        string? unit = null) =>
        Single(name, description, ParameterKinds.Quantity(minimum, maximum, unit), ParameterKinds.QuantityOf, fallback);

    /// <summary>Declares a whole number.</summary>
    /// <param name="name">The name in policies.</param>
    /// <param name="description">What the value says, as a sentence.</param>
    /// <param name="minimum">The smallest number allowed.</param>
    /// <param name="maximum">The largest number allowed.</param>
    /// <param name="fallback">The number where a policy gives none; null for none.</param>
    /// <param name="unit">What the number counts.</param>
    public static RuleParameter<long> Integer(
        string name,
        string description,
        long minimum = 0,
        long maximum = int.MaxValue,
        long? fallback = null,
        string? unit = null) =>
        Single(name, description, ParameterKinds.Integer(minimum, maximum, unit), ParameterKinds.IntegerOf, ParameterKinds.Text(fallback));

    /// <summary>Declares a number with or without decimals.</summary>
    /// <param name="name">The name in policies.</param>
    /// <param name="description">What the value says, as a sentence.</param>
    /// <param name="minimum">The smallest number allowed.</param>
    /// <param name="maximum">The largest number allowed.</param>
    /// <param name="fallback">The number where a policy gives none; null for none.</param>
    /// <param name="unit">What the number counts.</param>
    public static RuleParameter<decimal> Number(
        string name,
        string description,
        decimal minimum = 0,
        decimal maximum = int.MaxValue,
        decimal? fallback = null,
        string? unit = null) =>
        Single(name, description, ParameterKinds.Number(minimum, maximum, unit), ParameterKinds.NumberOf, ParameterKinds.Text(fallback));

    /// <summary>Declares a time: a number of days, or a number with one of <c>s m h d w</c> behind it.</summary>
    /// <param name="name">The name in policies.</param>
    /// <param name="description">What the value says, as a sentence.</param>
    /// <param name="minimum">The shortest time allowed, written so.</param>
    /// <param name="maximum">The longest time allowed, written so.</param>
    /// <param name="fallback">The time where a policy gives none, written so; null for none.</param>
    public static RuleParameter<TimeSpan> Duration(string name, string description, string minimum = "0", string maximum = "36500d", string? fallback = null) =>
        Single(name, description, ParameterKinds.Duration(minimum, maximum), ParameterKinds.DurationOf, fallback);

    /// <summary>Declares a choice of a few words.</summary>
    /// <param name="name">The name in policies.</param>
    /// <param name="description">What the value says, as a sentence.</param>
    /// <param name="words">The words that a policy may write, and what they mean.</param>
    /// <param name="fallback">The word where a policy writes none; null for none.</param>
    /// <typeparam name="T">The type of the value, such as an enumeration.</typeparam>
    public static RuleParameter<T> Choice<T>(string name, string description, IReadOnlyDictionary<string, T> words, string? fallback = null)
        where T : struct
    {
        _ = words ?? throw new ArgumentNullException(nameof(words));
        return Single<T>(name, description, ParameterKinds.Choice([.. words.Keys]), text => words.TryGetValue(text, out T found) ? found : null, fallback);
    }

    /// <summary>Declares a list of texts; empty where a policy gives none.</summary>
    /// <param name="name">The name in policies.</param>
    /// <param name="description">What the values say, as a sentence.</param>
    public static RuleParameter<IReadOnlyList<string>> Texts(string name, string description) =>
        List(name, description, ParameterKinds.Texts, static text => text);

    /// <summary>Declares a list of patterns of names, as <see cref="Documents.Glob"/> reads them; empty where a policy gives none.</summary>
    /// <param name="name">The name in policies.</param>
    /// <param name="description">What the values say, as a sentence.</param>
    public static RuleParameter<IReadOnlyList<string>> Patterns(string name, string description) =>
        List(name, description, ParameterKinds.Patterns, static text => text);

    /// <summary>Declares a list of patterns of images; empty where a policy gives none.</summary>
    /// <param name="name">The name in policies.</param>
    /// <param name="description">What the values say, as a sentence.</param>
    public static RuleParameter<IReadOnlyList<ImagePattern>> ImagePatterns(string name, string description) =>
        List(name, description, ParameterKinds.ImagePatterns, static text => new ImagePattern(text));

    /// <summary>Declares a list of whole numbers and ranges of them; empty where a policy gives none.</summary>
    internal static RuleParameter<IReadOnlyList<NumberRange>> Ranges(string name, string description, long minimum, long maximum) =>
        List(name, description, ParameterKinds.Ranges(minimum, maximum), static text => NumberRange.Parse(text)!.Value);

    internal static RuleParameter<IReadOnlyList<TItem>> List<TItem>(string name, string description, ParameterKind kind, Func<string, TItem> read) =>
        new(name, description, kind, texts => [.. texts.Select(read)], null, []);

    private static RuleParameter<T> Single<T>(string name, string description, ParameterKind kind, Func<string, T?> read, string? fallback)
        where T : struct => new(name, description, kind, texts => read(texts[0])!.Value, fallback, fallback is null ? default : read(fallback)!.Value);

    /// <summary>Says what is wrong with a value, or an item of a list; null where nothing is.</summary>
    internal string? ProblemOf(string text) => kind.Problem(text) is { } problem ? $"{problem}; '{Name}' takes {Allowed}." : null;

    /// <summary>Says what is wrong with the number of values; null where nothing is.</summary>
    internal string? ProblemOf(int count) =>
        count == 0 ? $"'{Name}' is given no value; it takes {Allowed}."
        : count > MaxItems ? $"'{Name}' is given {count} values; at most {MaxItems} are allowed."
        : count > 1 && !IsList ? $"'{Name}' is given a list; it takes {Allowed}."
        : null;

    /// <summary>Says what is wrong with all that a policy gives; null where nothing is.</summary>
    internal string? ProblemOf(IReadOnlyList<string> texts) => ProblemOf(texts.Count) ?? texts.Select(ProblemOf).FirstOrDefault(p => p is not null);
}
