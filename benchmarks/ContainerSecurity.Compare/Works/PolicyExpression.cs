using System.Text.Json;

namespace ContainerSecurity.Compare.Works;

/// <summary>One of the policy expressions that the peers evaluate too.</summary>
internal sealed record PolicyExpression(string Name, string Text, bool Expected)
{
    /// <summary>Reads them from the peers' file.</summary>
    public static PolicyExpression[] Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.EnumerateArray().Select(e =>
            new PolicyExpression(e.GetProperty("name").GetString()!, e.GetProperty("text").GetString()!, e.GetProperty("expected").GetBoolean()))];
    }
}
