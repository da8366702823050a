namespace ContainerSecurity.Helm.Templates.Formatting;

/// <summary>Writes floating-point numbers by a verb.</summary>
internal static class FloatText
{
    private const int DefaultPlaces = 6;

    /// <summary>Writes a number; null where the verb is none for them.</summary>
    public static string? Write(double value, char verb, FormatFlags flags)
    {
        (char format, int precision) = verb switch
        {
            'v' or 'g' => ('g', GoFloat.Shortest),
            'G' => ('G', GoFloat.Shortest),
            'e' or 'E' => (verb, DefaultPlaces),
            'f' or 'F' => ('f', DefaultPlaces),
            _ => ('\0', 0),
        };
        if (format == '\0')
            return null;
        string text = GoFloat.Format(value, format, flags.Precision ?? precision);
        bool isNumber = double.IsFinite(value);
        if (text[0] is not ('-' or '+'))
            text = (flags.HasSpace && !flags.HasPlus ? ' ' : '+') + text;
        if (!isNumber)
            return Padding.Pad(double.IsNaN(value) && !flags.HasPlus && !flags.HasSpace ? text.Substring(1) : text, flags with { IsZero = false });
        if (!flags.HasPlus && text[0] == '+')
            return Padding.Pad(text.Substring(1), flags);
        return flags is { IsZero: true, IsLeft: false, Width: { } width } && width > text.Length
            ? text[0] + new string('0', width - text.Length) + text.Substring(1)
            : Padding.Pad(text, flags);
    }
}
