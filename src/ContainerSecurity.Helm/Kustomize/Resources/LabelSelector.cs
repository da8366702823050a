using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;

namespace ContainerSecurity.Helm.Kustomize.Resources;

/// <summary>A label selector of Kubernetes, such as <c>app=web,tier in (a, b),!old</c>.</summary>
internal sealed class LabelSelector
{
    private readonly List<(string Key, Func<string?, bool> Holds)> requirements = [];

    /// <summary>Reads a selector; null where the text is empty.</summary>
    /// <exception cref="BuildException">The text is none.</exception>
    public static LabelSelector? Read(string text, Origin origin)
    {
        if (text.Trim().Length == 0)
            return null;
        var selector = new LabelSelector();
        foreach (string part in Parts(text))
            selector.Add(part.Trim(), text, origin);
        return selector;
    }

    public bool Matches(ObjectMap? labels) =>
        requirements.TrueForAll(r => r.Holds(labels?[r.Key] is ObjectScalar scalar ? scalar.Text : null));

    private void Add(string part, string whole, Origin origin)
    {
        string[] words = part.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        int paren = part.IndexOf('(', StringComparison.Ordinal);
        if (paren > 0 && words.Length >= 2 && part.EndsWith(')'))
        {
            string operation = words[1].Split('(')[0];
            HashSet<string> values = [.. part.Substring(paren + 1, part.Length - paren - 2).Split(',').Select(v => v.Trim())];
            if (operation is not ("in" or "notin"))
                throw Unreadable(whole, origin);
            requirements.Add((words[0], operation == "in" ? v => v is not null && values.Contains(v) : v => v is null || !values.Contains(v)));
            return;
        }
        int at = part.IndexOf('=', StringComparison.Ordinal);
        if (at > 0)
        {
            bool isNot = part[at - 1] == '!';
            string key = part.Substring(0, isNot ? at - 1 : at).Trim();
            string value = part.Substring(at + 1).TrimStart('=').Trim();
            requirements.Add((key, isNot ? v => v != value : v => v == value));
            return;
        }
        if (words.Length != 1)
            throw Unreadable(whole, origin);
        requirements.Add(part[0] == '!' ? (part.Substring(1).Trim(), v => v is null) : (part, v => v is not null));
    }

    private static BuildException Unreadable(string text, Origin origin) => new(origin, $"'{text}' is no label selector.");

    /// <summary>The parts between commas that are in no parentheses.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        int depth = 0, start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth == 0))
            {
                if (text.AsSpan(start, i - start).Trim().Length > 0)
                    yield return text.Substring(start, i - start);
                start = i + 1;
            }
            else if (text[i] is '(' or ')')
                depth += text[i] == '(' ? 1 : -1;
        }
    }
}
