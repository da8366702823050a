using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Reads the arguments of functions, whose types the executor has checked, and defines functions in short.</summary>
internal static class Arguments
{
    private static readonly GoType Text = GoType.String;
    private static readonly GoType Any = GoType.Interface;

    public static TracedText AsText(this GoValue value) => ((TextValue)value).Traced;

    public static string AsString(this GoValue value) => ((TextValue)value).Text;

    public static int AsInt(this GoValue value) => (int)Math.Clamp(((IntegerValue)value).Value, int.MinValue, int.MaxValue);

    public static MapValue AsMap(this GoValue value) => (MapValue)value;

    /// <summary>A function of texts, of which the last is the one it changes.</summary>
    public static GoFunction OnText(string name, int parameters, Func<GoValue[], TracedText> body) =>
        new(name, [.. Enumerable.Repeat(Text, parameters)], false, Text, a => new TextValue(body(a)));

    /// <summary>A function of texts that answers a question.</summary>
    public static GoFunction Asks(string name, int parameters, Func<GoValue[], bool> body) =>
        new(name, [.. Enumerable.Repeat(Text, parameters)], false, GoType.Bool, a => GoValue.Of(body(a)));

    /// <summary>A function of a certain number of values of any type.</summary>
    public static GoFunction OnAny(string name, int parameters, GoType result, Func<GoValue[], GoValue> body) =>
        new(name, [.. Enumerable.Repeat(Any, parameters)], false, result, body);

    /// <summary>A function of any number of values of any type, the first of which must be there.</summary>
    public static GoFunction OnMany(string name, int required, GoType result, Func<GoValue[], GoValue> body) =>
        new(name, [.. Enumerable.Repeat(Any, required + 1)], true, result, body);

    /// <summary>The same function under another name, such as the one with <c>must</c> before it.</summary>
    public static GoFunction As(this GoFunction function, string name) => function with { Name = name };

    /// <summary>A text made from another, all of which comes from where the other comes from.</summary>
    public static TracedText From(this string text, TracedText source) =>
        TracedText.Of(text, source.Traces.Count == 0 ? null : source.Traces[0] with { Value = source.FirstValue(), IsExact = false });
}
