using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace ContainerSecurity.DependencyInjection;

/// <summary>Writes a section of the configuration as the policy file that it stands for.</summary>
internal static class ConfigurationText
{
    private const string Kind = "kind";

    /// <summary>The text; null where the section is empty.</summary>
    public static string? Of(IConfiguration section)
    {
        IConfigurationSection[] children = [.. section.GetChildren()];
        if (children.Length == 0)
            return null;
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            // Whoever writes a policy into a configuration need not say that it is one.
            if (!Array.Exists(children, c => string.Equals(c.Key, Kind, StringComparison.OrdinalIgnoreCase)))
                json.WriteString(Kind, "Policy");
            foreach (IConfigurationSection child in children)
                Write(json, child);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, IConfigurationSection section)
    {
        json.WritePropertyName(section.Key);
        WriteValue(json, section);
    }

    private static void WriteValue(Utf8JsonWriter json, IConfigurationSection section)
    {
        IConfigurationSection[] children = [.. section.GetChildren()];
        if (children.Length == 0)
            WriteScalar(json, section.Value);
        else if (children.Select((c, i) => c.Key == i.ToString(CultureInfo.InvariantCulture)).All(isNumbered => isNumbered))
        {
            json.WriteStartArray();
            foreach (IConfigurationSection child in children)
                WriteValue(json, child);
            json.WriteEndArray();
        }
        else
        {
            json.WriteStartObject();
            foreach (IConfigurationSection child in children)
                Write(json, child);
            json.WriteEndObject();
        }
    }

    /// <summary>A configuration knows texts alone; what reads like a boolean or a number is meant as one, as in a policy file without quotes.</summary>
    private static void WriteScalar(Utf8JsonWriter json, string? value)
    {
        if (bool.TryParse(value, out bool flag))
            json.WriteBooleanValue(flag);
        else if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && number.ToString(CultureInfo.InvariantCulture) == value)
            json.WriteNumberValue(number);
        else
            json.WriteStringValue(value);
    }
}
