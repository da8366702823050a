namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>A property that an object should have.</summary>
/// <param name="Property">Its name.</param>
/// <param name="Value">Its value, or the item that its list should hold; null for an object.</param>
/// <param name="IsItem">Whether the property is a list.</param>
/// <param name="Parts">The properties of the object.</param>
internal sealed record Setting(string Property, string? Value, bool IsItem, IReadOnlyList<Setting> Parts)
{
    public static Setting Constant(string property, string value) => new(property, value, false, []);

    public static Setting Item(string property, string value) => new(property, value, true, []);

    public static Setting Object(string property, params Setting[] parts) => new(property, null, false, parts);
}
