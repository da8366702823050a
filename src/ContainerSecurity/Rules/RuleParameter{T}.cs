namespace ContainerSecurity.Rules;

/// <summary>A parameter whose values a rule reads as a type, by <see cref="RuleParameters.Get"/>.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class RuleParameter<T> : RuleParameter
{
    private readonly Func<IReadOnlyList<string>, T> read;

    internal RuleParameter(string name, string description, ParameterKind kind, Func<IReadOnlyList<string>, T> read, string? fallbackText, T? fallback)
        : base(name, description, kind)
    {
        this.read = read;
        DefaultText = fallbackText;
        Default = fallback;
        HasDefault = fallbackText is not null || kind.IsList;
    }

    /// <summary>Whether there is a value where a policy gives none.</summary>
    public bool HasDefault { get; }

    /// <summary>The value where a policy gives none; only where <see cref="HasDefault"/> says so.</summary>
    public T? Default { get; }

    /// <inheritdoc/>
    public override string? DefaultText { get; }

    /// <summary>Reads what a policy gives.</summary>
    /// <exception cref="ArgumentException">It is none of what is allowed.</exception>
    internal T Read(IReadOnlyList<string> texts) => ProblemOf(texts) is { } problem ? throw new ArgumentException(problem) : read(texts);
}
