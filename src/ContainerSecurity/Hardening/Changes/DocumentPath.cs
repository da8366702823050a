using System.Globalization;
using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Hardening.Changes;

/// <summary>The paths that nodes and findings give, such as <c>spec.containers[0].image</c>, as lists of keys and numbers.</summary>
internal static class DocumentPath
{
    /// <summary>The keys and numbers of a path.</summary>
    public static string[] Parse(string path)
    {
        var tokens = new List<string>();
        for (int i = 0; i < path.Length;)
        {
            if (path[i] == '.')
                i++;
            else if (path[i] == '[' && i + 1 < path.Length && path[i + 1] == '\'')
                tokens.Add(Quoted(path, ref i));
            else if (path[i] == '[')
            {
                int end = path.IndexOf(']', i);
                end = end < 0 ? path.Length : end;
                tokens.Add(path.Substring(i + 1, end - i - 1));
                i = end + 1;
            }
            else
            {
                int end = path.IndexOfAny(['.', '['], i);
                end = end < 0 ? path.Length : end;
                tokens.Add(path.Substring(i, end - i));
                i = end;
            }
        }
        return [.. tokens];
    }

    /// <summary>The JSON pointer of keys and numbers.</summary>
    public static string ToPointer(IEnumerable<string> tokens) => string.Concat(tokens.Select(t => "/" + t.Replace("~", "~0").Replace("/", "~1")));

    /// <summary>The node below another; null where there is none.</summary>
    public static DocumentNode? Find(DocumentNode? node, IEnumerable<string> tokens)
    {
        foreach (string token in tokens)
            node = Child(node, token);
        return node;
    }

    /// <summary>The value of a key, or the item of a number; null where there is none.</summary>
    public static DocumentNode? Child(DocumentNode? node, string token) => node switch
    {
        MappingNode mapping => mapping[token],
        SequenceNode list when int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < list.Items.Count =>
            list.Items[index],
        _ => null,
    };

    private static string Quoted(string path, ref int i)
    {
        var key = new StringBuilder();
        for (i += 2; i < path.Length && !(path[i] == '\'' && i + 1 < path.Length && path[i + 1] == ']'); i++)
        {
            if (path[i] == '\\' && i + 1 < path.Length && path[i + 1] == '\'')
                i++;
            key.Append(path[i]);
        }
        i += 2;
        return key.ToString();
    }
}
