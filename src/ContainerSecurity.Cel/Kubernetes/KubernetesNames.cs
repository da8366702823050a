using System.Text;

namespace ContainerSecurity.Cel.Kubernetes;

/// <summary>How property names become identifiers of the language.</summary>
public static class KubernetesNames
{
    private static readonly HashSet<string> Reserved =
    [
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function", "if",
        "import", "let", "loop", "package", "namespace", "return", "var", "void", "while",
    ];

    /// <summary>The identifier of a property: <c>a.b</c> is <c>a__dot__b</c>, <c>if</c> is <c>__if__</c>; null where it has none.</summary>
    public static string? Escape(string name)
    {
        if (string.IsNullOrEmpty(name) || name[0] is >= '0' and <= '9' || name == "self")
            return name == "self" ? name : null;
        if (Reserved.Contains(name))
            return $"__{name}__";
        var text = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            switch (name[i])
            {
                case '.': text.Append("__dot__"); break;
                case '-': text.Append("__dash__"); break;
                case '/': text.Append("__slash__"); break;
                case '_' when i + 1 < name.Length && name[i + 1] == '_':
                    text.Append("__underscores__");
                    i++;
                    break;
                case (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_': text.Append(name[i]); break;
                default: return null;
            }
        }
        return text.ToString();
    }
}
