using System.Text;

namespace ContainerSecurity.Cel.Values;

/// <summary>The name of a selected field, encoded once.</summary>
internal sealed class FieldName
{
    private const int Places = 1024;

    // A place holds one name, and the next one with the same place takes it over: there are never more.
    private static readonly FieldName?[] Known = new FieldName?[Places];

    private byte[]? utf8;

    private FieldName(string text) => Text = text;

    public string Text { get; }
    public byte[] Utf8 => utf8 ??= Encoding.UTF8.GetBytes(Text);

    /// <summary>The name of a text, as a rule the one that was given for it before.</summary>
    public static FieldName Of(string text)
    {
        int hash = text.Length == 0 ? 0 : ((text.Length * 31 + text[0]) * 31 + text[text.Length / 2]) * 31 + text[text.Length - 1];
        ref FieldName? place = ref Known[(uint)hash % Places];
        if (place is { } known && known.Text == text)
            return known;
        var name = new FieldName(text);
        place = name;
        return name;
    }
}
