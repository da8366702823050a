using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ContainerSecurity.AspNetCore.Admission.Reviews;

/// <summary>
/// How long the API server waits, as it says by the parameter <c>timeout</c> in Go's notation: <c>10s</c>,
/// <c>1m30s</c>, <c>500ms</c>.
/// </summary>
internal static class ReviewDeadline
{
    private const double Kept = 0.9;
    private const int MaxLength = 32;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Returns how long the answer to a request may take, of which a tenth is kept for the way.</summary>
    public static TimeSpan Of(HttpRequest request, TimeSpan otherwise)
    {
        TimeSpan given = request.Query["timeout"] is [{ } text] && TryParse(text, out TimeSpan parsed) ? parsed : otherwise;
        return (given < Longest ? given : Longest) * Kept;
    }

    /// <summary>Reads a duration above zero.</summary>
    internal static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text.Length is 0 or > MaxLength)
            return false;
        double seconds = 0;
        for (int i = 0; i < text.Length;)
        {
            int number = i;
            while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] == '.'))
                i++;
            int unit = i;
            while (i < text.Length && !char.IsAsciiDigit(text[i]) && text[i] != '.')
                i++;
            if (!double.TryParse(text.AsSpan(number, unit - number), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
                || SecondsOf(text[unit..i]) is not { } factor)
                return false;
            seconds += value * factor;
        }
        if (seconds is <= 0 or > 86_400)
            return false;
        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    private static double? SecondsOf(string unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "us" or "µs" => 1e-6,
        "ns" => 1e-9,
        _ => null,
    };
}
