namespace ContainerSecurity.Analyzers.Projection;

/// <summary>A part of a format as <see cref="string.Format(string, object)"/> takes it: words, or a place for an argument.</summary>
/// <param name="Start">Where it begins in the format, in characters.</param>
/// <param name="Length">Its length there, in characters.</param>
/// <param name="Argument">The number of the argument, from 0; negative for words.</param>
/// <param name="IsPlain">Whether the argument stands there as it is, neither aligned nor formatted.</param>
internal readonly record struct FormatPart(int Start, int Length, int Argument, bool IsPlain)
{
    private const int MostParts = 256;

    /// <summary>Takes a format apart; null where it is none, or has too many parts.</summary>
    public static IReadOnlyList<FormatPart>? Read(string format)
    {
        var parts = new List<FormatPart>();
        for (int i = 0; i < format.Length;)
        {
            if (parts.Count == MostParts)
                return null;
            bool isDoubled = i + 1 < format.Length && format[i + 1] == format[i];
            if (format[i] is not ('{' or '}'))
            {
                int end = format.IndexOfAny(['{', '}'], i);
                end = end < 0 ? format.Length : end;
                parts.Add(new FormatPart(i, end - i, -1, true));
                i = end;
            }
            else if (isDoubled)
            {
                parts.Add(new FormatPart(i, 1, -1, true));
                i += 2;
            }
            else if (PlaceAt(format, i) is { } place)
            {
                parts.Add(place);
                i += place.Length;
            }
            else
                return null;
        }
        return parts;
    }

    private static FormatPart? PlaceAt(string format, int start)
    {
        const int MostDigits = 3;
        int end = format[start] == '{' ? format.IndexOf('}', start) : -1;
        int digits = start + 1;
        while (digits < end && format[digits] is >= '0' and <= '9')
            digits++;
        return end < 0 || digits == start + 1 || digits > start + 1 + MostDigits
            ? null
            : new FormatPart(start, end + 1 - start, int.Parse(format.Substring(start + 1, digits - start - 1)), digits == end);
    }
}
