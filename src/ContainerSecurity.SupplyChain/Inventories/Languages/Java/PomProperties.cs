using System.Xml.Linq;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Java;

/// <summary>The properties of a <c>pom.xml</c>, with those that every project has.</summary>
internal sealed class PomProperties
{
    /// <summary>
    /// How many properties are put into a text at most, which stops those that name each other in a circle.
    /// </summary>
    public const int MaxSteps = 32;

    private const int MaxLength = 1000;
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <summary>Takes the properties of a project.</summary>
    public PomProperties(XElement project)
    {
        foreach (XElement property in project.Elements("properties").Elements())
            if (property.Value.Length < MaxLength)
                values[property.Name.LocalName] = property.Value.Trim();
        XElement? parent = project.Element("parent");
        foreach (string field in (string[])["groupId", "artifactId", "version"])
        {
            if ((project.Child(field) ?? parent?.Child(field)) is { } value)
                values[$"project.{field}"] = values[$"pom.{field}"] = value;
            if (parent?.Child(field) is { } inherited)
                values[$"project.parent.{field}"] = inherited;
        }
    }

    /// <summary>A text with the properties in the places of their names; names that stand for nothing stay.</summary>
    public string? Resolve(string? text)
    {
        for (int step = 0; step < MaxSteps && text is { Length: < MaxLength }; step++)
        {
            int start = text.LastIndexOf("${", StringComparison.Ordinal);
            int end = start < 0 ? -1 : text.IndexOf('}', start);
            if (end < 0 || !values.TryGetValue(text[(start + 2)..end], out string? value))
                return text;
            text = string.Concat(text.AsSpan(0, start), value, text.AsSpan(end + 1));
        }
        return text;
    }
}
