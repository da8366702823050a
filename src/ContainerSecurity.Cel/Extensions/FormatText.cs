using System.Globalization;

namespace ContainerSecurity.Cel.Extensions;

/// <summary>A text with formatting clauses, taken apart.</summary>
internal sealed class FormatText
{
    public const int DefaultPrecision = 6;
    private const int MaxPrecision = 1000;

    private readonly List<Part> parts = [];

    public IReadOnlyList<Part> Parts => parts;

    /// <summary>Why the text cannot be taken apart further; null where it is whole.</summary>
    public string? Error { get; private set; }

    public static FormatText Read(string format)
    {
        var read = new FormatText();
        int start = 0, i = 0;
        while (i < format.Length && read.Error is null)
        {
            if (format[i] != '%')
            {
                i++;
                continue;
            }
            read.AddText(format, start, i);
            if (i + 1 < format.Length && format[i + 1] == '%')
            {
                start = i + 1;
                i += 2;
                continue;
            }
            i++;
            read.ReadClause(format, ref i);
            start = i;
        }
        if (read.Error is null)
            read.AddText(format, start, format.Length);
        return read;
    }

    private void AddText(string format, int start, int end)
    {
        if (end > start)
            parts.Add(new Part(format.Substring(start, end - start), '\0', 0));
    }

    private void ReadClause(string format, ref int i)
    {
        int precision = DefaultPrecision;
        if (i < format.Length && format[i] == '.')
        {
            int start = ++i;
            while (i < format.Length && format[i] is >= '0' and <= '9')
                i++;
            if (!int.TryParse(format.Substring(start, i - start), NumberStyles.None, CultureInfo.InvariantCulture, out precision) || precision > MaxPrecision)
                Error = "could not parse formatting clause: error while parsing precision";
        }
        if (i >= format.Length)
            Error ??= "unexpected end of string";
        else if ("sdfebxXo".IndexOf(format[i]) < 0)
            Error ??= $"could not parse formatting clause: unrecognized formatting clause \"{format[i]}\"";
        else if (Error is null)
            parts.Add(new Part("", format[i], precision));
        i++;
    }

    /// <summary>A text, or a clause for an argument.</summary>
    /// <param name="Text">The text; empty for a clause.</param>
    /// <param name="Verb">The letter of the clause; 0 for a text.</param>
    /// <param name="Precision">The digits behind the point that the clause asks for.</param>
    public readonly record struct Part(string Text, char Verb, int Precision)
    {
        public bool IsClause => Verb != '\0';
    }
}
