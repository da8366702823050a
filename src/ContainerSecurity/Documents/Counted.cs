using System.Globalization;

namespace ContainerSecurity.Documents;

/// <summary>Says how many there are of something, in English.</summary>
public static class Counted
{
    /// <summary>Returns a number and its noun, such as <c>1 file</c> or <c>2 files</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">One of them, such as <c>file</c>.</param>
    /// <param name="plural">Several of them; null where an <c>s</c> makes the plural.</param>
    /// <param name="format">How the number is written: <c>N0</c> with commas between thousands.</param>
    public static string Of(int count, string noun, string? plural = null, string format = "0") =>
        $"{count.ToString(format, CultureInfo.InvariantCulture)} {(count == 1 ? noun : plural ?? noun + "s")}";
}
