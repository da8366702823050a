using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.AspNetCore.Admission.Judging;

/// <summary>
/// Names places of an object by what its items are and not by their numbers, so that a place is found again in another
/// version of the object: containers, volumes and variables by their names, mounts by their paths, values by
/// themselves, other items by all that is in them.
/// </summary>
internal sealed class ItemPath(MappingNode root)
{
    private static readonly string[] Keys = ["name", "mountPath", "devicePath", "containerPort", "key", "topologyKey"];

    private readonly Dictionary<DocumentNode, string> names = [];

    /// <summary>
    /// Returns a path, such as <c>spec.containers[0].image</c>, with its items named:
    /// <c>spec.containers[name=web].image</c>.
    /// </summary>
    public string Of(string path)
    {
        if (!path.Contains('[', StringComparison.Ordinal))
            return path;
        var named = new StringBuilder(path.Length + 16);
        DocumentNode? node = root;
        for (int at = 0; at < path.Length;)
        {
            int end = EndOf(path, at);
            string step = path[at..end];
            if (node is SequenceNode list && step is ['[', .. var number, ']']
                && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < list.Items.Count)
            {
                node = list.Items[index];
                step = $"[{NameOf(node)}]";
            }
            else
            {
                node = Child(node as MappingNode, step);
            }
            named.Append(step);
            at = end;
        }
        return named.ToString();
    }

    private static DocumentNode? Child(MappingNode? mapping, string step) =>
        mapping?[step is ['[', '\'', .. var quoted, '\'', ']'] ? quoted.Replace("\\'", "'", StringComparison.Ordinal) : step.TrimStart('.')];

    /// <summary>
    /// Returns the end of the step that begins at an index: a word with the point before it, or what stands in
    /// brackets.
    /// </summary>
    private static int EndOf(string path, int at)
    {
        if (path[at] != '[')
        {
            int end = path.AsSpan(at + 1).IndexOfAny('.', '[');
            return end < 0 ? path.Length : at + 1 + end;
        }
        bool isQuoted = false;
        for (int i = at + 1; i < path.Length; i++)
        {
            if (path[i] == '\'' && path[i - 1] != '\\')
                isQuoted = !isQuoted;
            else if (path[i] == ']' && !isQuoted)
                return i + 1;
        }
        return path.Length;
    }

    private string NameOf(DocumentNode item)
    {
        if (item is ScalarNode scalar)
            return "=" + scalar.Text;
        foreach (string key in Keys)
            if ((item as MappingNode)?[key] is ScalarNode { IsNull: false } name)
                return $"{key}={name.Text}";
        if (!names.TryGetValue(item, out string? known))
            names[item] = known = Fingerprint(item);
        return known;
    }

    private static string Fingerprint(DocumentNode item)
    {
        var text = new StringBuilder();
        Append(text, item);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Append(StringBuilder text, DocumentNode node)
    {
        switch (node)
        {
            case MappingNode mapping:
                text.Append('{');
                foreach (MappingEntry entry in mapping.Entries)
                    Append(text.Append(entry.Key.Length).Append(':').Append(entry.Key), entry.Value);
                text.Append('}');
                break;
            case SequenceNode list:
                text.Append('[');
                foreach (DocumentNode item in list.Items)
                    Append(text, item);
                text.Append(']');
                break;
            case ScalarNode scalar:
                text.Append(scalar.Style == ScalarStyle.Plain ? 'p' : 'q').Append(scalar.Text.Length).Append(':').Append(scalar.Text);
                break;
        }
    }
}
