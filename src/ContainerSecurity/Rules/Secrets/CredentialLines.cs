using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>Finds credentials in the lines of settings: <c>name=value</c> and <c>name: value</c> of properties, .env, ini, YAML and JSON files.</summary>
internal static class CredentialLines
{
    private static readonly char[] Separators = ['=', ':'];
    private static readonly char[] Quotes = ['"', '\''];

    /// <summary>The credentials whose lines hold a literal value, with the numbers of the lines from 0.</summary>
    public static IEnumerable<(int Line, string Name, string Value)> In(string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
            if (Read(lines[i].Trim()) is var (name, value))
                yield return (i, name, value);
    }

    private static (string Name, string Value)? Read(string line)
    {
        int separator = line.IndexOfAny(Separators);
        if (separator <= 0 || line[0] is '#' or ';' or '!' or '/')
            return null;
        string name = WithoutPrefix(WithoutPrefix(line.Substring(0, separator), "export "), "- ").Trim(Quotes);
        string value = line.Substring(separator + 1).Trim().TrimEnd(',');
        return !name.Any(char.IsWhiteSpace) && SecretName.IsCredential(name) && IsText(value) && ValueReference.IsLiteral(value.Trim(Quotes))
            ? (name, value.Trim(Quotes))
            : null;
    }

    private static string WithoutPrefix(string text, string prefix) =>
        (text.StartsWith(prefix, StringComparison.Ordinal) ? text.Substring(prefix.Length) : text).Trim();

    /// <summary>Whether the value is text of its own and not the head of a block, a comment, or a piece of code.</summary>
    private static bool IsText(string value) =>
        value.Length > 0 && value[0] is not ('|' or '>' or '#' or '=') && (value.IndexOfAny(Quotes) == 0 || value.IndexOfAny(['(', '[', '{']) < 0);
}
