using System.Xml;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Projects;

/// <summary>
/// Reads the XML of project files with the places of elements, attributes and texts. Document types are refused, and
/// nothing outside of the text is opened.
/// </summary>
internal sealed class ProjectXml
{
    /// <summary>The number of elements in one another at most.</summary>
    internal const int MaxDepth = 64;

    /// <summary>The number of elements and comments at most.</summary>
    internal const int MaxElements = 20_000;

    private readonly SourceFile file;
    private readonly string text;
    private readonly List<Comment> comments = [];
    private ProjectElement? root;
    private ProjectElement? at;
    private int count;

    /// <summary>The number of characters before the XML: a mark of the byte order.</summary>
    private readonly int mark;

    private ProjectXml(SourceFile file)
    {
        this.file = file;
        text = file.Text ?? "";
        mark = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;
    }

    /// <summary>Reads a file. Returns the root; null with an error where the text is no XML, or more than is read.</summary>
    public static ProjectElement? Read(SourceFile file, ICollection<DocumentError> errors)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersFromEntities = 1024,
        };
        var reading = new ProjectXml(file);
        try
        {
            using var reader = XmlReader.Create(new StringReader(reading.text.Substring(reading.mark)), settings);
            while (reader.Read())
                if (reading.Take(reader) is { } refusal)
                {
                    errors.Add(new DocumentError(file.Path, reading.PlaceOf(reader), refusal));
                    return null;
                }
        }
        catch (XmlException e)
        {
            SourceSpan place = file.Lines.SpanOf(file.Lines.OffsetOf(e.LineNumber, e.LinePosition), 0);
            errors.Add(new DocumentError(file.Path, place, $"The project file is no XML that can be read: {e.Message}"));
            return null;
        }
        file.Comments = reading.comments;
        return reading.root;
    }

    private static string TooMany => $"The project has more than {MaxElements} elements and comments; it was not judged.";

    private string? Take(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                return Open(reader);
            case XmlNodeType.EndElement:
                at = at?.Parent;
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when at is not null:
                TakeText(reader);
                break;
            case XmlNodeType.Comment when ++count > MaxElements:
                return TooMany;
            case XmlNodeType.Comment:
                TakeComment(reader);
                break;
        }
        return null;
    }

    private string? Open(XmlReader reader)
    {
        if (reader.Depth >= MaxDepth)
            return $"The elements are nested deeper than {MaxDepth} levels; the project was not judged.";
        if (++count > MaxElements)
            return TooMany;
        var element = new ProjectElement(file, reader.LocalName, Math.Max(0, OffsetOf(reader) - 1), at);
        bool isEmpty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute())
            element.Attributes[reader.LocalName] = ValueOf(reader);
        reader.MoveToElement();
        at?.Children.Add(element);
        root ??= element;
        if (!isEmpty)
            at = element;
        return null;
    }

    /// <summary>The text of an attribute: what stands between its quotation marks.</summary>
    private ProjectText ValueOf(XmlReader reader)
    {
        int name = OffsetOf(reader);
        int open = text.IndexOfAny(['"', '\''], name);
        int close = open < 0 ? -1 : text.IndexOf(text[open], open + 1);
        return close < 0 ? new ProjectText(file, name, name, reader.Value) : new ProjectText(file, open + 1, close, reader.Value);
    }

    private void TakeText(XmlReader reader)
    {
        int start = OffsetOf(reader);
        int end = reader.NodeType == XmlNodeType.CDATA ? text.IndexOf("]]>", start, StringComparison.Ordinal) : text.IndexOf('<', start);
        end = end < 0 ? text.Length : end;
        ProjectText before = at!.Text;
        // The place is that of what is written, without the space around it; the value is whole, as MSBuild takes it.
        int first = start, last = end;
        while (first < last && char.IsWhiteSpace(text[first]))
            first++;
        while (last > first && char.IsWhiteSpace(text[last - 1]))
            last--;
        at.Text = before.Value.Length == 0
            ? new ProjectText(file, first, last, reader.Value)
            : before.Value.Length > ProjectExpansion.MaxLength ? before
            : before with { End = last, Value = before.Value + reader.Value };
    }

    private void TakeComment(XmlReader reader)
    {
        int start = OffsetOf(reader);
        int end = start + reader.Value.Length;
        end = text.IndexOf("-->", start, StringComparison.Ordinal) is >= 0 and var close ? close : Math.Min(end, text.Length);
        int line = file.Lines.SpanOf(start, 0).Line, lastLine = file.Lines.SpanOf(end, 0).Line;
        int before = Math.Max(0, start - "<!--".Length);
        bool standsAlone = true;
        for (int i = before - 1; standsAlone && i >= 0 && text[i] is not ('\n' or '\r'); i--)
            standsAlone = char.IsWhiteSpace(text[i]);
        comments.Add(new Comment(start, end, lastLine, standsAlone && line <= lastLine));
    }

    private int OffsetOf(XmlReader reader)
    {
        var place = (IXmlLineInfo)reader;
        return file.Lines.OffsetOf(place.LineNumber, place.LinePosition) + (place.LineNumber == 1 ? mark : 0);
    }

    private SourceSpan PlaceOf(XmlReader reader) => file.Lines.SpanOf(OffsetOf(reader), 0);
}
