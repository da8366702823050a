using System.Globalization;

namespace ContainerSecurity.Documents.Yaml;

/// <summary>Keys as the API server writes them: what YAML 1.1 reads as a number or a boolean becomes its JSON text.</summary>
internal static class YamlKeys
{
    /// <summary>Whether a plain key may be anything but the text that it is.</summary>
    public static bool MayBeResolved(char first) =>
        first is (>= '0' and <= '9') or '+' or '-' or '.' or '~' or 'y' or 'Y' or 'n' or 'N' or 't' or 'T' or 'f'
            or 'F' or 'o' or 'O';

    /// <summary>The key of a text without quotes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isRefused">Whether a cluster refuses such a key.</param>
    public static string Of(string text, out bool isRefused)
    {
        isRefused = false;
        if (KubernetesScalars.IsNull(text))
        {
            isRefused = true;
            return text;
        }
        if (KubernetesScalars.TryBoolean(text, out bool flag))
            return flag ? "true" : "false";
        if (KubernetesScalars.TryWhole(text, out ulong magnitude, out bool isNegative))
        {
            isRefused = !isNegative && magnitude > long.MaxValue;
            string digits = magnitude.ToString(CultureInfo.InvariantCulture);
            return isNegative && magnitude > 0 ? "-" + digits : digits;
        }
        return KubernetesScalars.TryFloat(text, out double number) ? OfFloat((float)number) : text;
    }

    /// <summary>A float in the shortest form that 32 bits need, as Go's %g writes it.</summary>
    private static string OfFloat(float number)
    {
        if (float.IsNaN(number))
            return ".nan";
        if (float.IsInfinity(number))
            return number > 0 ? ".inf" : "-.inf";
        if (number == 0)
            return 1 / number < 0 ? "-0" : "0";
        (string digits, int exponent) = DigitsOf(Math.Abs(number).ToString("R", CultureInfo.InvariantCulture));
        string sign = number < 0 ? "-" : "";
        if (exponent is < -4 or >= 6)
            return $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits.Substring(1) : "")}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        if (exponent < 0)
            return sign + "0." + new string('0', -exponent - 1) + digits;
        return digits.Length <= exponent + 1
            ? sign + digits.PadRight(exponent + 1, '0')
            : $"{sign}{digits.Substring(0, exponent + 1)}.{digits.Substring(exponent + 1)}";
    }

    /// <summary>The digits of a number without zeros at either end, and the power of ten of the first.</summary>
    private static (string Digits, int Exponent) DigitsOf(string written)
    {
        int e = written.IndexOf('E');
        int exponent = e < 0 ? 0 : int.Parse(written.Substring(e + 1), CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? written : written.Substring(0, e);
        int point = mantissa.IndexOf('.');
        string all = mantissa.Replace(".", "");
        string digits = all.TrimStart('0');
        exponent += (point < 0 ? mantissa.Length : point) - 1 - (all.Length - digits.Length);
        return (digits.TrimEnd('0'), exponent);
    }
}
