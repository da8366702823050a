using System.Text;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Helm.Kustomize.Output;

/// <summary>
/// What of a file is not in the objects that a kustomization builds: comments, values that a patch replaces, what secrets are
/// made of. It stands where it stands in the file; all else is blank.
/// </summary>
internal sealed class RestOfFile
{
    private readonly string path;
    private readonly char[] text;
    private readonly List<int> starts = [0];

    public RestOfFile(SourceFile file)
    {
        path = file.Path;
        text = (file.Text ?? "").ToCharArray();
        for (int i = 0; i < text.Length; i++)
            if (text[i] == '\n')
                starts.Add(i + 1);
    }

    /// <summary>Takes out a value that is judged in an object, with its key.</summary>
    public void Remove(ScalarNode node)
    {
        int start = Offset(node.Span.Line, node.Span.Column);
        int end = Offset(node.Span.EndLine, node.Span.EndColumn);
        string region = new(text, start, Math.Max(0, end - start));
        string line = node.Text.Split('\n')[0].Trim();
        if (!region.Contains(line, StringComparison.Ordinal) && !node.Text.Contains(region, StringComparison.Ordinal) && !IsEncoded(node.Text, region))
            return;
        Blank(Offset(node.FieldSpan.Line, node.FieldSpan.Column), start);
        Blank(start, end);
    }

    /// <summary>Takes out the key of an object or list.</summary>
    public void RemoveKey(DocumentNode node)
    {
        if (node.Parent is MappingNode && node.FieldSpan.Line == node.FieldSpan.EndLine)
            Blank(Offset(node.FieldSpan.Line, node.FieldSpan.Column), Offset(node.FieldSpan.EndLine, node.FieldSpan.EndColumn));
    }

    /// <summary>What is left; null where no word is.</summary>
    public SourceFile? ToFile() => Array.Exists(text, char.IsLetterOrDigit) ? new SourceFile(path, new string(text)) : null;

    /// <summary>Whether a value is a part of a text in Base64, in one line, as detectors of secrets read it.</summary>
    private static bool IsEncoded(string value, string region)
    {
        var bytes = new byte[value.Length];
        return value.Length > 0 && !value.Contains('\n', StringComparison.Ordinal)
            && Convert.TryFromBase64String(value, bytes, out int count)
            && region.Contains(Encoding.UTF8.GetString(bytes, 0, count), StringComparison.Ordinal);
    }

    private void Blank(int start, int end)
    {
        for (int i = start; i < end; i++)
            if (text[i] is not ('\n' or '\r'))
                text[i] = ' ';
    }

    private int Offset(int line, int column) =>
        line > starts.Count ? text.Length : Math.Min(text.Length, starts[line - 1] + column - 1);
}
