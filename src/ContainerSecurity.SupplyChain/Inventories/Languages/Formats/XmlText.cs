using System.Xml;
using System.Xml.Linq;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

/// <summary>
/// Reads XML from files that nobody vouches for: without document types, and bounded in depth and number of parts.
/// </summary>
internal static class XmlText
{
    /// <summary>How deep elements nest at most.</summary>
    public const int MaxDepth = 64;

    /// <summary>How many beginnings and ends of elements and texts there are at most.</summary>
    public const int MaxNodes = 1_000_000;

    /// <summary>How many attributes an element has at most.</summary>
    public const int MaxAttributes = 100;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = FileText.MaxBytes,
    };

    /// <summary>Reads a document.</summary>
    /// <returns>The root; its elements are told by their local names.</returns>
    /// <exception cref="XmlException">The text is no XML.</exception>
    /// <exception cref="PackageFormatException">The text is larger than the bounds.</exception>
    public static XElement Read(ReadOnlyMemory<byte> content)
    {
        using MemoryStream stream = ByteStream.Over(FileText.Bounded(content));
        using XmlReader reader = XmlReader.Create(stream, Settings);
        var open = new Stack<XElement>();
        XElement? root = null;
        for (int nodes = 0; reader.Read(); nodes++)
        {
            if (nodes > MaxNodes || open.Count > MaxDepth)
                throw new PackageFormatException($"it holds more than {MaxNodes} parts or nests deeper than {MaxDepth}");
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.AttributeCount > MaxAttributes)
                        throw new PackageFormatException($"it has an element with more than {MaxAttributes} attributes");
                    XElement element = Element(reader);
                    if (open.TryPeek(out XElement? parent))
                        parent.Add(element);
                    root ??= element;
                    if (!reader.IsEmptyElement)
                        open.Push(element);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when open.TryPeek(out XElement? owner):
                    owner.Add(new XText(reader.Value));
                    break;
            }
        }
        return root ?? throw new PackageFormatException("it is empty");
    }

    /// <summary>The text of a child; null where there is none.</summary>
    public static string? Child(this XElement element, string name) => element.Element(name)?.Value.Trim();

    /// <summary>The value of an attribute; null where there is none.</summary>
    public static string? Attribute(this XElement element, string name) => element.Attribute(XName.Get(name))?.Value.Trim();

    private static XElement Element(XmlReader reader)
    {
        var element = new XElement(reader.LocalName);
        if (!reader.MoveToFirstAttribute())
            return element;
        do
        {
            if (reader.NamespaceURI.Length == 0)
                element.SetAttributeValue(reader.LocalName, reader.Value);
        }
        while (reader.MoveToNextAttribute());
        reader.MoveToElement();
        return element;
    }
}
