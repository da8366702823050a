using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContainerSecurity.Docker.Access.Decisions;

/// <summary>Writes the body that is sent in the place of the client's.</summary>
internal static class BodyWriter
{
    public static byte[] Write(JsonObject body)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            body.WriteTo(writer);
        return buffer.ToArray();
    }
}
