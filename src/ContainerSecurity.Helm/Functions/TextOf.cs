using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Formatting;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Functions;

/// <summary>The texts that sprig's functions take values for.</summary>
internal static class TextOf
{
    /// <summary>Sprig's <c>strval</c>: a text itself, bytes as text, all else as it prints.</summary>
    public static TracedText Value(GoValue value) =>
        value switch
        {
            TextValue text => text.Traced,
            ListValue { Type: var type } list when type == GoType.Bytes => TracedText.Of(Bytes(list)),
            _ => GoFormat.Print([value]),
        };

    /// <summary>The text of bytes.</summary>
    public static string Bytes(ListValue list) => GoBytes.Text([.. list.Items.Select(i => (byte)((IntegerValue)i).Value)]);

    /// <summary>Sprig's <c>strslice</c>: the texts of a list's elements, without those that are nil; of another value its own.</summary>
    public static IEnumerable<TracedText> Elements(GoValue value)
    {
        if (value is ListValue list)
            return list.Items.Where(i => i is not (NilValue or Missing)).Select(Value);
        return value is NilValue or Missing ? [] : [Value(value)];
    }

    /// <summary>A list of texts.</summary>
    public static ListValue List(IEnumerable<TracedText> texts) => new(GoType.Strings, [.. texts.Select(t => new TextValue(t))]);

    /// <summary>A list of texts.</summary>
    public static ListValue List(IEnumerable<string> texts) => List(texts.Select(t => TracedText.Of(t)));
}
