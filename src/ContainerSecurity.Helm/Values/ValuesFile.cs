using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Values;

/// <summary>Reads a file of values, whose documents are laid over each other.</summary>
internal static class ValuesFile
{
    /// <summary>The values of a file.</summary>
    /// <exception cref="FormatException">The text is no YAML, or a document is no map.</exception>
    public static MapValue Read(TemplateText text)
    {
        // Helm ends a text that does not end with a line, which blocks at its end show.
        string whole = text.Text.EndsWith('\n') ? text.Text : text.Text + "\n";
        IReadOnlyList<GoValue> documents = ValuesText.Read(text with { Text = whole }, out string error);
        if (error.Length > 0)
            throw new FormatException(error);
        var values = new MapValue(GoType.Map);
        foreach (GoValue document in documents)
            values = document switch
            {
                MapValue map => ValuesMerge.Overlay(values, map),
                NilValue => values,
                _ => throw new FormatException("the values must be a map"),
            };
        return values;
    }
}
