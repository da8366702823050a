using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;
using ContainerSecurity.Helm.Versions;

namespace ContainerSecurity.Helm.Values;

/// <summary>Reads a file of values, whose documents are laid over each other.</summary>
internal static class ValuesFile
{
    /// <summary>The values of a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="rules">The rules of the version of Helm; null for those of the default one.</param>
    /// <exception cref="FormatException">The text is no YAML, or a document is no map.</exception>
    public static MapValue Read(TemplateText text, HelmRules? rules = null)
    {
        // Helm ends a text that does not end with a line, which blocks at its end show.
        string whole = text.Text.EndsWith('\n') ? text.Text : text.Text + "\n";
        bool readsAll = (rules ?? HelmRules.Default).ReadsAllDocuments;
        // Helm 4 cuts the documents apart before it reads them, and a directive then stands before none.
        if (readsAll && HasDirective(whole))
            throw new FormatException("error converting YAML to JSON: yaml: line 1: did not find expected <document start>");
        IReadOnlyList<GoValue> documents = ValuesText.Read(text with { Text = whole }, out string error);
        if (error.Length > 0)
            throw new FormatException(error);
        var values = new MapValue(GoType.Map);
        foreach (GoValue document in readsAll ? documents : documents.Take(1))
            values = document switch
            {
                MapValue map => ValuesMerge.Overlay(values, map),
                NilValue => values,
                _ => throw new FormatException("the values must be a map"),
            };
        return values;
    }

    /// <summary>Whether a document begins with a directive, such as <c>%YAML 1.1</c>.</summary>
    private static bool HasDirective(string text)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith("%", StringComparison.Ordinal))
                return true;
            if (!line.Trim().IsEmpty && !line.TrimStart().StartsWith("#", StringComparison.Ordinal))
                return false;
        }
        return false;
    }
}
