using System.Globalization;
using System.Text;

namespace ContainerSecurity.Rules.Cel;

/// <summary>Writes values as CEL.</summary>
internal static class CelText
{
    /// <summary>What never holds.</summary>
    public const string Never = "false";

    /// <summary>A text as a literal of one line.</summary>
    public static string Of(string text)
    {
        var literal = new StringBuilder("'");
        foreach (char c in text)
        {
            if (c is '\'' or '\\')
                literal.Append('\\').Append(c);
            else if (char.IsControl(c))
                literal.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                literal.Append(c);
        }
        return literal.Append('\'').ToString();
    }

    /// <summary>A list of texts.</summary>
    public static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Of))}]";

    /// <summary>Whether all of some conditions hold; true where there are none.</summary>
    public static string All(IEnumerable<string> conditions) => Join(conditions, " && ", "true");

    /// <summary>Whether any of some conditions holds; false where there are none.</summary>
    public static string Any(IEnumerable<string> conditions) => Join(conditions, " || ", Never);

    /// <summary>Whether a condition holds and another does not; the condition itself where the other never holds.</summary>
    public static string Except(string condition, string exception) => exception == Never ? condition : $"{condition} && !({exception})";

    private static string Join(IEnumerable<string> conditions, string with, string none)
    {
        string[] all = [.. conditions];
        return all.Length switch { 0 => none, 1 => all[0], _ => $"({string.Join(with, all)})" };
    }
}
