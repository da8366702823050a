using System.Globalization;

namespace ContainerSecurity.Documents;

/// <summary>Says how many there are of something, in English.</summary>
public static class Counted
{
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    /// <summary>Returns a number that orders: <c>first</c> to <c>tenth</c>, then <c>11th</c>.</summary>
    /// <param name="number">The number, from 1.</param>
    public static string Ordinal(int number)
    {
        if (number is >= 1 and <= 10)
            return Ordinals[number - 1];
        string ending = (number % 100) is >= 11 and <= 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" };
        return number.ToString(CultureInfo.InvariantCulture) + ending;
    }

    /// <summary>Returns who is left out of some, such as <c>none of the 3 pods</c>, <c>not the one pod</c> or <c>no pod, for there is none</c>.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="noun">One of them, such as <c>pod</c>.</param>
    public static string NoneOf(int count, string noun) => count switch
    {
        0 => $"no {noun}, for there is none",
        1 => $"something other than the one {noun}",
        _ => $"none of the {Of(count, noun)}",
    };

    /// <summary>Returns a number and its noun, such as <c>1 file</c> or <c>2 files</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">One of them, such as <c>file</c>.</param>
    /// <param name="plural">Several of them; null where an <c>s</c> makes the plural.</param>
    /// <param name="format">How the number is written: <c>N0</c> with commas between thousands.</param>
    public static string Of(int count, string noun, string? plural = null, string format = "0") =>
        $"{count.ToString(format, CultureInfo.InvariantCulture)} {(count == 1 ? noun : plural ?? noun + "s")}";
}
