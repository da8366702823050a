using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContainerSecurity.Docker.Access.Answers;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access;

/// <summary>Takes out of the engine's answers what a subject does not see. Members of an answer that are not known here are left out where they may
/// tell of others.</summary>
/// <param name="visibility">What the subject sees.</param>
/// <param name="lookup">Gives the object that an answer names only, such as the container in a network, the service of a task or the volume of an
/// event, by its kind and name or ID; null, and one that gives null, where it is not known: it is not shown then.</param>
public sealed class DockerAnswerFilter(DockerVisibility visibility, Func<DockerObjectKind, string, DockerObject?>? lookup = null)
{
    /// <summary>The longest answer that is filtered, in bytes.</summary>
    public const int MaxLength = 256 * 1024 * 1024;

    private const int MaxDepth = 64;

    /// <summary>Filters the answer of a list, of <c>/info</c>, of <c>/system/df</c> or of a network.</summary>
    /// <param name="endpoint">The endpoint that answered with 200.</param>
    /// <param name="answer">The whole answer.</param>
    /// <returns>The answer to send.</returns>
    /// <exception cref="FormatException">The answer is not what the endpoint gives; nothing of it may be sent.</exception>
    public byte[] Apply(DockerEndpoint endpoint, ReadOnlyMemory<byte> answer)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        if (answer.Length > MaxLength)
            throw new FormatException($"The engine's answer is longer than {MaxLength} bytes.");
        try
        {
            if (endpoint.Action == "container.list")
                return KeepContainers(answer);
            JsonNode? root = JsonNode.Parse(answer.Span, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth });
            JsonNode? filtered = new AnswerWalk(visibility, lookup).Apply(endpoint, root);
            using var buffer = new MemoryStream(answer.Length);
            using (var writer = new Utf8JsonWriter(buffer))
                if (filtered is null)
                    writer.WriteNullValue();
                else
                    filtered.WriteTo(writer);
            return buffer.ToArray();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("The engine's answer is not what the endpoint gives.", e);
        }
    }

    /// <summary>The list that is asked for again and again is not taken apart: what is kept of it is copied as it came.</summary>
    private byte[] KeepContainers(ReadOnlyMemory<byte> answer)
    {
        using JsonDocument document = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = MaxDepth });
        if (document.RootElement.ValueKind == JsonValueKind.Null)
            return "null"u8.ToArray();
        var kept = new ArrayBufferWriter<byte>(answer.Length + 2);
        kept.Write("["u8);
        foreach (JsonElement item in document.RootElement.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
                throw new FormatException("The engine's answer holds what is no object.");
            if (DockerObject.From(DockerObjectKind.Container, item) is not { } container || !visibility.Sees(container))
                continue;
            if (kept.WrittenCount > 1)
                kept.Write(","u8);
            kept.Write(JsonMarshal.GetRawUtf8Value(item));
        }
        kept.Write("]"u8);
        return kept.WrittenSpan.ToArray();
    }

    /// <summary>Returns whether an event may be shown: it concerns an object that the subject sees. What cannot be read or found is not shown.</summary>
    /// <param name="line">One JSON value of <c>/events</c>.</param>
    public bool ShowsEvent(ReadOnlyMemory<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return new AnswerWalk(visibility, lookup).ShowsEvent(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
