using System.Text.Json;

namespace ContainerSecurity.AspNetCore.Docker.Plugin;

/// <summary>What the plugin tells the engine.</summary>
internal sealed record PluginVerdict(bool IsAllowed, string Message)
{
    public static readonly PluginVerdict Allowed = new(true, "");

    public static PluginVerdict Deny(string message) => new(false, message);

    public byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteBoolean("Allow", IsAllowed);
            writer.WriteString("Msg", Message);
            writer.WriteEndObject();
        }
        return buffer.ToArray();
    }
}
