using System.Xml.Linq;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.DotNet;

/// <summary>
/// The properties that a project file sets plainly: once, without a condition, to a text without other properties.
/// </summary>
internal sealed class MsBuildProperties
{
    private readonly Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the properties of a file.</summary>
    /// <param name="root">Its root.</param>
    public MsBuildProperties(XElement root)
    {
        foreach (XElement group in root.Elements("PropertyGroup"))
        {
            foreach (XElement property in group.Elements())
            {
                bool isPlain = group.Attribute("Condition") is null && property.Attribute("Condition") is null
                    && !property.Value.Contains('$', StringComparison.Ordinal);
                string name = property.Name.LocalName;
                values[name] = isPlain && !values.ContainsKey(name) ? property.Value.Trim() : null;
            }
        }
    }

    /// <summary>
    /// A text with a property in the place of <c>$(Name)</c>; as it is where the property is not plain.
    /// </summary>
    public string? Resolve(string? text) =>
        text is ['$', '(', .. var name, ')'] && values.GetValueOrDefault(name) is { } value ? value : text;
}
