using System.Globalization;
using System.Text;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates.Formatting;

/// <summary>Writes values as Go's <c>fmt</c> does.</summary>
internal static class GoFormat
{
    /// <summary>The longest field that a width or precision can ask for, as in Go.</summary>
    private const int LargestField = 1_000_000;

    /// <summary>What <c>Sprint</c> gives: blanks between operands of which neither is a text.</summary>
    public static TracedText Print(IReadOnlyList<GoValue> values)
    {
        var output = new TracedText.Builder();
        for (int i = 0; i < values.Count; i++)
        {
            if (i > 0 && values[i].Kind != GoKind.String && values[i - 1].Kind != GoKind.String)
                output.Append(" ");
            ValueWriter.Write(output, values[i], 'v', default);
        }
        return output.ToText();
    }

    /// <summary>What <c>Sprintln</c> gives.</summary>
    public static TracedText PrintLine(IReadOnlyList<GoValue> values)
    {
        var output = new TracedText.Builder();
        for (int i = 0; i < values.Count; i++)
        {
            if (i > 0)
                output.Append(" ");
            ValueWriter.Write(output, values[i], 'v', default);
        }
        return output.Append("\n").ToText();
    }

    /// <summary>What <c>Sprintf</c> gives.</summary>
    /// <param name="format">The format.</param>
    /// <param name="values">What its verbs print.</param>
    public static TracedText Print(TracedText format, IReadOnlyList<GoValue> values) => new Run(format, values).Write();

    /// <summary>One run over a format.</summary>
    private sealed class Run(TracedText format, IReadOnlyList<GoValue> values)
    {
        private readonly TracedText.Builder output = new();
        private readonly string text = format.Text;
        private int at;
        private int argument;
        private bool isReordered;
        private bool isGoodIndex;
        private bool isAfterIndex;

        public TracedText Write()
        {
            while (at < text.Length)
            {
                int percent = text.IndexOf('%', at);
                int end = percent < 0 ? text.Length : percent;
                output.Append(format, at, end - at);
                at = end;
                if (percent >= 0)
                    WriteVerb();
            }
            if (!isReordered && argument < values.Count)
                WriteExtra();
            return output.ToText();
        }

        private void WriteVerb()
        {
            at++;
            isGoodIndex = true;
            isAfterIndex = false;
            FormatFlags flags = ReadFlags();
            ReadIndex();
            ReadWidth(ref flags);
            ReadPrecision(ref flags);
            if (!isAfterIndex)
                ReadIndex();
            if (at >= text.Length)
            {
                output.Append("%!(NOVERB)");
                return;
            }
            _ = Rune.DecodeFromUtf16(text.AsSpan(at), out Rune verb, out int read);
            at += read;
            if (verb.Value == '%')
                output.Append("%");
            else if (!isGoodIndex)
                output.Append($"%!{verb}(BADINDEX)");
            else if (argument >= values.Count)
                output.Append($"%!{verb}(MISSING)");
            else
                ValueWriter.Write(output, values[argument++], verb.IsBmp ? (char)verb.Value : '\uFFFD', flags);
        }

        private FormatFlags ReadFlags()
        {
            var flags = new FormatFlags();
            for (; at < text.Length; at++)
                switch (text[at])
                {
                    case '#':
                        flags.IsSharp = true;
                        break;
                    case '0':
                        flags.IsZero = true;
                        break;
                    case '+':
                        flags.HasPlus = true;
                        break;
                    case '-':
                        flags.IsLeft = true;
                        break;
                    case ' ':
                        flags.HasSpace = true;
                        break;
                    default:
                        return flags;
                }
            return flags;
        }

        private void ReadWidth(ref FormatFlags flags)
        {
            if (Accept('*'))
            {
                flags.Width = ReadArgument();
                if (flags.Width is null)
                    output.Append("%!(BADWIDTH)");
                if (flags.Width < 0)
                {
                    flags.Width = -flags.Width;
                    flags.IsLeft = true;
                }
                isAfterIndex = false;
                return;
            }
            flags.Width = ReadNumber();
            if (isAfterIndex && flags.Width is not null)
                isGoodIndex = false;
        }

        private void ReadPrecision(ref FormatFlags flags)
        {
            if (!Accept('.'))
                return;
            if (isAfterIndex)
                isGoodIndex = false;
            ReadIndex();
            if (Accept('*'))
            {
                flags.Precision = ReadArgument();
                if (flags.Precision < 0)
                    flags.Precision = null;
                else if (flags.Precision is null)
                    output.Append("%!(BADPREC)");
                isAfterIndex = false;
                return;
            }
            flags.Precision = ReadNumber() ?? 0;
        }

        /// <summary>Reads the index of an argument in brackets.</summary>
        private void ReadIndex()
        {
            isAfterIndex = false;
            if (at >= text.Length || text[at] != '[')
                return;
            isReordered = true;
            int close = text.IndexOf(']', at);
            bool isNumber = int.TryParse(close < 0 ? "" : text.AsSpan(at + 1, close - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index);
            at = close < 0 ? at + 1 : close + 1;
            isAfterIndex = true;
            if (isNumber && index >= 1 && index <= values.Count)
                argument = index - 1;
            else
                isGoodIndex = false;
        }

        private int? ReadArgument()
        {
            int? number = argument < values.Count && values[argument] is IntegerValue { Value: >= -LargestField and <= LargestField } integer
                ? (int)integer.Value
                : null;
            if (argument < values.Count)
                argument++;
            return number;
        }

        private int? ReadNumber()
        {
            int start = at;
            int number = 0;
            for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
                number = Math.Min(LargestField, (number * 10) + text[at] - '0');
            return at > start ? number : null;
        }

        private bool Accept(char c)
        {
            bool isAccepted = at < text.Length && text[at] == c;
            if (isAccepted)
                at++;
            return isAccepted;
        }

        private void WriteExtra()
        {
            output.Append("%!(EXTRA ");
            for (int i = argument; i < values.Count; i++)
            {
                if (i > argument)
                    output.Append(", ");
                if (values[i].IsNil && values[i].Kind is GoKind.Interface or GoKind.Invalid)
                {
                    output.Append("<nil>");
                    continue;
                }
                output.Append(values[i].Type.Name + "=");
                ValueWriter.Write(output, values[i], 'v', default);
            }
            output.Append(")");
        }
    }
}
