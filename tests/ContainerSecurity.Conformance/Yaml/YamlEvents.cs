using System.Text;
using ContainerSecurity.Documents.Yaml;

namespace ContainerSecurity.Conformance.Yaml;

/// <summary>Writes what the reader meets as the YAML test suite writes it.</summary>
internal static class YamlEvents
{
    /// <summary>The events of a text; of one that is wrong, those before the fault.</summary>
    public static string Of(string text, out YamlSyntaxException? fault)
    {
        var written = new StringBuilder("+STR\n");
        var reader = new YamlReader(text);
        fault = null;
        try
        {
            do
            {
                reader.Read();
                Append(written, reader, text);
            }
            while (reader.Kind != YamlEventKind.StreamEnd);
        }
        catch (YamlSyntaxException e)
        {
            fault = e;
        }
        return written.ToString();
    }

    private static void Append(StringBuilder written, YamlReader reader, string text)
    {
        written.Append(reader.Kind switch
        {
            YamlEventKind.StreamEnd => "-STR",
            YamlEventKind.DocumentStart => reader.IsFlow ? "+DOC" : "+DOC ---",
            YamlEventKind.DocumentEnd => reader.IsFlow ? "-DOC" : "-DOC ...",
            YamlEventKind.SequenceStart => "+SEQ" + (reader.IsFlow ? " []" : "") + Properties(reader, text),
            YamlEventKind.SequenceEnd => "-SEQ",
            YamlEventKind.MappingStart => "+MAP" + (reader.IsFlow ? " {}" : "") + Properties(reader, text),
            YamlEventKind.MappingEnd => "-MAP",
            YamlEventKind.Alias => "=ALI *" + Slice(text, reader.Name),
            _ => "=VAL" + Properties(reader, text) + " " + Sign(reader) + Escape(reader.ScalarText),
        });
        written.Append('\n');
    }

    private static string Properties(YamlReader reader, string text) =>
        (reader.Name.IsEmpty ? "" : " &" + Slice(text, reader.Name)) + (reader.Tag is null ? "" : $" <{reader.Tag}>");

    private static string Slice(string text, YamlSlice slice) => text[slice.Start..slice.End];

    private static char Sign(YamlReader reader) => reader.Scalar.Form switch
    {
        YamlScalarForm.SingleQuoted => '\'',
        YamlScalarForm.DoubleQuoted => '"',
        YamlScalarForm.Literal => '|',
        YamlScalarForm.Folded => '>',
        _ => ':',
    };

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\").Replace("\n", "\\n").Replace("\t", "\\t").Replace("\r", "\\r").Replace("\b", "\\b");
}
