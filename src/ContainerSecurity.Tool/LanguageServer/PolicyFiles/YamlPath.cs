using ContainerSecurity.Tool.LanguageServer.Documents;

namespace ContainerSecurity.Tool.LanguageServer.PolicyFiles;

/// <summary>Finds by indentation where in a document a line stands, also where the document is not whole yet.</summary>
internal static class YamlPath
{
    /// <summary>What stands for an item of a list.</summary>
    public const string Item = "[]";

    /// <summary>The keys and lists around a line, from the outermost; those of its own dashes are among them, its own key is not.</summary>
    /// <param name="text">The text.</param>
    /// <param name="number">The line's number, from 0.</param>
    /// <param name="line">The line, or its part before the cursor.</param>
    public static IReadOnlyList<string> Around(DocumentText text, int number, YamlLine line)
    {
        var path = new Stack<string>();
        int limit = line.Column;
        bool isItem = Enter(line, path, ref limit);
        for (int i = number - 1; i >= 0 && (limit > 0 || isItem); i--)
        {
            if (text.Line(i).StartsWith("---", StringComparison.Ordinal))
                break;
            if (YamlLine.Of(text.Line(i)) is not { } above)
                continue;
            bool isParent = above.IsParent && (above.Column < limit || (isItem && above.Column == limit));
            bool isFirst = !isItem && above.Column == limit && above.Dashes.Count > 0;
            if (isParent)
                path.Push(above.Key!);
            if (isParent || isFirst)
            {
                limit = above.Column;
                isItem = Enter(above, path, ref limit);
            }
        }
        return [.. path];
    }

    /// <summary>Goes out of the lists that begin in a line; returns whether there is one.</summary>
    private static bool Enter(YamlLine line, Stack<string> path, ref int limit)
    {
        foreach (int _ in line.Dashes)
            path.Push(Item);
        if (line.Dashes.Count > 0)
            limit = line.Dashes[0];
        return line.Dashes.Count > 0;
    }
}
