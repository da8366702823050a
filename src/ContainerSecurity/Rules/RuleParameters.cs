using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace ContainerSecurity.Rules;

/// <summary>The parameters that a policy gives to a rule.</summary>
public sealed class RuleParameters
{
    private readonly ConcurrentDictionary<RuleParameter, object> read = new();

    /// <summary>Creates parameters.</summary>
    /// <param name="values">Texts by name; single values are lists of one.</param>
    public RuleParameters(IReadOnlyDictionary<string, IReadOnlyList<string>> values) => Values = values ?? throw new ArgumentNullException(nameof(values));

    /// <summary>The texts by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; }

    /// <summary>No parameters.</summary>
    public static RuleParameters None { get; } = new(new Dictionary<string, IReadOnlyList<string>>());

    /// <summary>Gives the value of a parameter, or its default.</summary>
    /// <exception cref="ArgumentException">The policy gives what the parameter does not allow.</exception>
    /// <exception cref="InvalidOperationException">The policy gives no value, and there is no default.</exception>
    public T Get<T>(RuleParameter<T> parameter) =>
        TryGet(parameter, out T? value) ? value : throw new InvalidOperationException($"The parameter '{parameter.Name}' is not given and has no default.");

    /// <summary>Gives the value of a parameter, or its default; false where there is neither.</summary>
    /// <exception cref="ArgumentException">The policy gives what the parameter does not allow.</exception>
    public bool TryGet<T>(RuleParameter<T> parameter, [MaybeNullWhen(false)] out T value)
    {
        _ = parameter ?? throw new ArgumentNullException(nameof(parameter));
        if (Values.TryGetValue(parameter.Name, out IReadOnlyList<string>? texts) && texts.Count > 0)
        {
            value = (T)(read.TryGetValue(parameter, out object? known) ? known : read.GetOrAdd(parameter, Read(parameter, texts)));
            return true;
        }
        value = parameter.Default;
        return parameter.HasDefault;
    }

    private static object Read<T>(RuleParameter<T> parameter, IReadOnlyList<string> texts) => parameter.Read(texts)!;
}
