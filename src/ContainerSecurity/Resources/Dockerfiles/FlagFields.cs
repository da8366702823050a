using System.Text;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>Cuts the value of a flag such as <c>type=cache,target=/x</c> into its fields, which are those of a line of CSV.</summary>
internal static class FlagFields
{
    private static readonly string[] Booleans = ["1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"];

    /// <summary>The fields; null where the line is wrong.</summary>
    /// <param name="value">The value.</param>
    /// <param name="error">What is wrong with the line.</param>
    public static IReadOnlyList<string>? Split(string value, out string? error)
    {
        error = value.Length == 0 ? "EOF" : null;
        var fields = new List<string>();
        for (int at = 0; at <= value.Length && error is null; at++)
            fields.Add(at < value.Length && value[at] == '"' ? Quoted(value, ref at, ref error) : Plain(value, ref at, ref error));
        return error is null ? fields : null;
    }

    /// <summary>The key in lower case and what stands behind its equals sign; null where there is none.</summary>
    public static (string Key, string? Value) Cut(string field)
    {
        int equals = field.IndexOf('=');
#pragma warning disable CA1308 // Keys are shown in lower case.
        return equals < 0 ? (field.ToLowerInvariant(), null) : (field.Substring(0, equals).ToLowerInvariant(), field.Substring(equals + 1));
#pragma warning restore CA1308
    }

    /// <summary>Whether a text is true or false, as Go reads it.</summary>
    public static bool IsBoolean(string text) => Booleans.Contains(text);

    private static string Plain(string value, ref int at, ref string? error)
    {
        int end = value.IndexOf(',', at);
        end = end < 0 ? value.Length : end;
        string field = value.Substring(at, end - at);
        if (field.Contains("\""))
            error = "bare \" in non-quoted-field";
        at = end;
        return field;
    }

    private static string Quoted(string value, ref int at, ref string? error)
    {
        var field = new StringBuilder();
        for (at++; at < value.Length; at++)
        {
            if (value[at] != '"')
                field.Append(value[at]);
            else if (at + 1 < value.Length && value[at + 1] == '"')
                field.Append(value[at++]);
            else
                break;
        }
        if (at >= value.Length || (++at < value.Length && value[at] != ','))
            error = "extraneous or missing \" in quoted-field";
        return field.ToString();
    }
}
