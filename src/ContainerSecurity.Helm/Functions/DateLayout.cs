using System.Globalization;
using System.Text;

namespace ContainerSecurity.Helm.Functions;

/// <summary>Writes and reads dates by Go's layouts, which show the reference time Mon Jan 2 15:04:05 MST 2006.</summary>
internal static class DateLayout
{
    /// <summary>The parts of a layout, the longest first where one begins another.</summary>
    private static readonly string[] Parts =
    [
        "January", "Jan", "Monday", "Mon", "MST", "2006", "Z07:00:00", "Z070000", "Z07:00", "Z0700", "Z07", "-07:00:00", "-070000",
        "-07:00", "-0700", "-07", "01", "002", "02", "03", "04", "05", "06", "__2", "_2", "15", "PM", "pm", "1", "2", "3", "4", "5",
    ];

    /// <summary>Writes a date.</summary>
    public static string Write(string layout, DateTimeOffset date)
    {
        var written = new StringBuilder();
        for (int i = 0; i < layout.Length;)
        {
            if (FractionAt(layout, i) is { } fraction)
            {
                written.Append(FractionOf(fraction, date));
                i += fraction.Length;
                continue;
            }
            string? part = PartAt(layout, i);
            written.Append(part is null ? layout[i].ToString() : PartOf(part, date));
            i += part?.Length ?? 1;
        }
        return written.ToString();
    }

    /// <summary>Reads a date; null where the text does not follow the layout.</summary>
    public static DateTimeOffset? Read(string layout, string text)
    {
        var fields = new Fields();
        int at = 0;
        for (int i = 0; i < layout.Length;)
        {
            string? part = PartAt(layout, i);
            if (part is null && (at >= text.Length || text[at] != layout[i]))
                return null;
            if (part is not null && !fields.Read(part, text, ref at))
                return null;
            at += part is null ? 1 : 0;
            i += part?.Length ?? 1;
        }
        return at == text.Length ? fields.ToDate() : null;
    }

    private static string? PartAt(string layout, int at)
    {
        string? part = Array.Find(Parts, p => string.CompareOrdinal(layout, at, p, 0, p.Length) == 0);
        return part == "Jan" && at + 3 < layout.Length && char.IsAsciiLetterLower(layout[at + 3]) ? null : part;
    }

    private static string? FractionAt(string layout, int at)
    {
        if (layout[at] is not ('.' or ',') || at + 1 >= layout.Length || layout[at + 1] is not ('0' or '9') || at == 0 || !char.IsAsciiDigit(layout[at - 1]))
            return null;
        int end = at + 1;
        while (end < layout.Length && layout[end] == layout[at + 1])
            end++;
        return end < layout.Length && char.IsAsciiDigit(layout[end]) ? null : layout.Substring(at, end - at);
    }

    private static string FractionOf(string fraction, DateTimeOffset date)
    {
        string nanoseconds = (date.Ticks % TimeSpan.TicksPerSecond).ToString("0000000", CultureInfo.InvariantCulture) + "00";
        string digits = nanoseconds.Substring(0, Math.Min(nanoseconds.Length, fraction.Length - 1));
        if (fraction[1] == '9')
            digits = digits.TrimEnd('0');
        return digits.Length == 0 ? "" : fraction[0] + digits;
    }

    private static string PartOf(string part, DateTimeOffset date) =>
        part switch
        {
            "January" => date.ToString("MMMM", CultureInfo.InvariantCulture),
            "Jan" => date.ToString("MMM", CultureInfo.InvariantCulture),
            "Monday" => date.ToString("dddd", CultureInfo.InvariantCulture),
            "Mon" => date.ToString("ddd", CultureInfo.InvariantCulture),
            "MST" => date.Offset == TimeSpan.Zero ? "UTC" : Offset(date, "-0700"),
            "2006" => date.ToString("yyyy", CultureInfo.InvariantCulture),
            "06" => date.ToString("yy", CultureInfo.InvariantCulture),
            "01" => date.ToString("MM", CultureInfo.InvariantCulture),
            "1" => date.Month.ToString(CultureInfo.InvariantCulture),
            "02" => date.ToString("dd", CultureInfo.InvariantCulture),
            "_2" => date.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2),
            "2" => date.Day.ToString(CultureInfo.InvariantCulture),
            "002" => date.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
            "__2" => date.DayOfYear.ToString(CultureInfo.InvariantCulture).PadLeft(3),
            "15" => date.ToString("HH", CultureInfo.InvariantCulture),
            "03" => date.ToString("hh", CultureInfo.InvariantCulture),
            "3" => date.ToString("%h", CultureInfo.InvariantCulture),
            "04" => date.ToString("mm", CultureInfo.InvariantCulture),
            "4" => date.Minute.ToString(CultureInfo.InvariantCulture),
            "05" => date.ToString("ss", CultureInfo.InvariantCulture),
            "5" => date.Second.ToString(CultureInfo.InvariantCulture),
            "PM" => date.Hour >= 12 ? "PM" : "AM",
            "pm" => date.Hour >= 12 ? "pm" : "am",
            ['Z', ..] when date.Offset == TimeSpan.Zero => "Z",
            _ => Offset(date, part.Replace('Z', '-')),
        };

    private static string Offset(DateTimeOffset date, string form)
    {
        TimeSpan offset = date.Offset.Duration();
        string separator = form.Contains(':', StringComparison.Ordinal) ? ":" : "";
        string text = (date.Offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh", CultureInfo.InvariantCulture);
        if (form.Length > 3)
            text += separator + offset.ToString("mm", CultureInfo.InvariantCulture);
        return form.Length > 6 ? text + separator + offset.ToString("ss", CultureInfo.InvariantCulture) : text;
    }

    /// <summary>What was read of a date.</summary>
    private sealed class Fields
    {
        private int year;
        private int month = 1;
        private int day = 1;
        private int hour;
        private int minute;
        private int second;
        private bool? isAfternoon;
        private TimeSpan offset;

        public bool Read(string part, string text, ref int at)
        {
            switch (part)
            {
                case "2006":
                    return ReadNumber(text, ref at, 4, 4, out year);
                case "06":
                    bool isRead = ReadNumber(text, ref at, 2, 2, out year);
                    year += year >= 69 ? 1900 : 2000;
                    return isRead;
                case "01" or "1":
                    return ReadNumber(text, ref at, part.Length, 2, out month);
                case "02" or "2" or "_2":
                    at += part[0] == '_' && at < text.Length && text[at] == ' ' ? 1 : 0;
                    return ReadNumber(text, ref at, part == "02" ? 2 : 1, 2, out day);
                case "15":
                    return ReadNumber(text, ref at, 2, 2, out hour);
                case "03" or "3":
                    return ReadNumber(text, ref at, part.Length, 2, out hour);
                case "04" or "4":
                    return ReadNumber(text, ref at, part.Length, 2, out minute);
                case "05" or "5":
                    return ReadNumber(text, ref at, part.Length, 2, out second) && SkipFraction(text, ref at);
                case "PM" or "pm":
                    isAfternoon = at + 2 <= text.Length && text[at] is 'P' or 'p';
                    at += 2;
                    return at <= text.Length && text[at - 1] is 'M' or 'm';
                case "January" or "Jan" or "Monday" or "Mon":
                    return ReadName(part, text, ref at);
                case "MST":
                    at += 3;
                    return at <= text.Length;
                default:
                    return ReadOffset(part, text, ref at);
            }
        }

        public DateTimeOffset? ToDate()
        {
            if (isAfternoon is { } afternoon)
                hour = (hour % 12) + (afternoon ? 12 : 0);
            bool isDate = year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
            return isDate && hour < 24 && minute < 60 && second < 60 ? new DateTimeOffset(year, month, day, hour, minute, second, offset) : null;
        }

        private static bool SkipFraction(string text, ref int at)
        {
            if (at + 1 < text.Length && text[at] is '.' or ',' && char.IsAsciiDigit(text[at + 1]))
                for (at++; at < text.Length && char.IsAsciiDigit(text[at]);)
                    at++;
            return true;
        }

        private static bool ReadNumber(string text, ref int at, int least, int most, out int number)
        {
            int start = at;
            while (at < text.Length && at - start < most && char.IsAsciiDigit(text[at]))
                at++;
            return int.TryParse(text.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out number) && at - start >= least;
        }

        private bool ReadName(string part, string text, ref int at)
        {
            DateTimeFormatInfo names = CultureInfo.InvariantCulture.DateTimeFormat;
            string[] known = part switch
            {
                "January" => names.MonthNames,
                "Jan" => names.AbbreviatedMonthNames,
                "Monday" => names.DayNames,
                _ => names.AbbreviatedDayNames,
            };
            int start = at;
            int found = Array.FindIndex(known, n => n.Length > 0 && string.Compare(text, start, n, 0, n.Length, StringComparison.OrdinalIgnoreCase) == 0);
            if (found < 0)
                return false;
            if (part[0] == 'J')
                month = found + 1;
            at += known[found].Length;
            return true;
        }

        private bool ReadOffset(string part, string text, ref int at)
        {
            if (part[0] == 'Z' && at < text.Length && text[at] == 'Z')
            {
                at++;
                return true;
            }
            int sign = at < text.Length ? text[at] switch { '+' => 1, '-' => -1, _ => 0 } : 0;
            at++;
            if (sign == 0 || !ReadNumber(text, ref at, 2, 2, out int hours))
                return false;
            int minutes = 0;
            if (part.Length > 3)
            {
                at += part.Contains(':', StringComparison.Ordinal) ? 1 : 0;
                if (!ReadNumber(text, ref at, 2, 2, out minutes))
                    return false;
            }
            offset = hours <= 14 && minutes < 60 ? sign * new TimeSpan(hours, minutes, 0) : offset;
            return hours <= 14 && minutes < 60;
        }
    }
}
