using System.Collections.Concurrent;
using ContainerSecurity.Cel;

namespace ContainerSecurity.Policies.Admission;

/// <summary>
/// Expressions that were planned, by what they say and may name: a policy that is read again, or stands in several
/// places, is planned once. When there are too many, or they say too much, all are forgotten.
/// </summary>
internal static class PlannedExpressions
{
    /// <summary>The longest expression that is kept, in characters.</summary>
    internal const int MaxLength = 4_096;

    /// <summary>How many expressions are kept.</summary>
    internal const int MaxCount = 2_048;

    /// <summary>How many characters the kept expressions have together.</summary>
    internal const int MaxCharacters = 500_000;

    private static readonly ConcurrentDictionary<(CelEnvironment Environment, string Text), CelCompilation> Known = new();
    private static int characters;

    /// <summary>How many expressions are kept now.</summary>
    internal static int Count => Known.Count;

    /// <summary>An expression in an environment.</summary>
    public static CelCompilation Of(CelEnvironment environment, string text)
    {
        if (text.Length > MaxLength)
            return environment.Compile(text);
        if (Known.TryGetValue((environment, text), out CelCompilation? known))
            return known;
        CelCompilation compilation = environment.Compile(text);
        if (Known.Count >= MaxCount || Interlocked.Add(ref characters, text.Length) > MaxCharacters)
        {
            Known.Clear();
            Interlocked.Exchange(ref characters, text.Length);
        }
        return Known.GetOrAdd((environment, text), compilation);
    }
}
