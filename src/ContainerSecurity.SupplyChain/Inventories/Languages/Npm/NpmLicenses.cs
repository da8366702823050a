using System.Text.Json;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Npm;

/// <summary>
/// The licences that a <c>package.json</c> or an entry of a lock file names, in the forms of now and of before.
/// </summary>
internal static class NpmLicenses
{
    /// <summary>The licences.</summary>
    public static IReadOnlyList<string> Of(JsonElement package)
    {
        var licenses = new List<string>();
        if (package.Field("license") is { } license)
            Add(license, licenses);
        foreach (JsonElement item in package.Items("licenses"))
            Add(item, licenses);
        return licenses;
    }

    private static void Add(JsonElement license, List<string> licenses)
    {
        string? text = license.ValueKind == JsonValueKind.String ? license.GetString() : license.Text("type");
        if (!string.IsNullOrWhiteSpace(text))
            licenses.Add(text);
    }
}
