using System.Text.Json;
using ContainerSecurity.AspNetCore.Docker.Engine;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.AspNetCore.Docker.Proxy;

/// <summary>Lists at the engine what a filter needs beside the answer itself.</summary>
internal sealed class VisibleObjects(EngineClient engine, EngineObjects objects)
{
    /// <summary>How long a list may be, in bytes.</summary>
    private const long MaxLength = 256 * 1024 * 1024;

    /// <summary>Returns what a filter of this endpoint's answer looks objects up by.</summary>
    public async Task<Func<DockerObjectKind, string, DockerObject?>?> LookupForAsync(DockerEndpoint endpoint, CancellationToken cancellationToken)
    {
        var known = new EventObjects(objects);
        switch (endpoint.Action)
        {
            // A network names the containers in it, and a task its service, by ID alone.
            case "network.inspect":
                await AddAsync(known, DockerObjectKind.Container, "/containers/json?all=1", member: null, cancellationToken).ConfigureAwait(false);
                return known.Find;
            case "task.list":
                await AddAsync(known, DockerObjectKind.Service, "/services", member: null, cancellationToken).ConfigureAwait(false);
                return known.Find;
            default:
                return null;
        }
    }

    /// <summary>Returns what is there now: an event of a removal tells of networks and volumes the name alone.</summary>
    public async Task<EventObjects> ForEventsAsync(CancellationToken cancellationToken)
    {
        var known = new EventObjects(objects);
        await AddAsync(known, DockerObjectKind.Network, "/networks", member: null, cancellationToken).ConfigureAwait(false);
        await AddAsync(known, DockerObjectKind.Volume, "/volumes", "Volumes", cancellationToken).ConfigureAwait(false);
        await AddAsync(known, DockerObjectKind.Container, "/containers/json?all=1", member: null, cancellationToken).ConfigureAwait(false);
        return known;
    }

    private async Task AddAsync(EventObjects known, DockerObjectKind kind, string target, string? member, CancellationToken cancellationToken)
    {
        EngineAnswer answer = await engine.AskAsync(HttpMethod.Get, target, body: null, MaxLength, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
            throw new EngineUnreachableException($"The engine answered {answer.Status} to a question for a list.");
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer.Body);
            JsonElement list = member is null ? document.RootElement : document.RootElement.GetProperty(member);
            if (list.ValueKind == JsonValueKind.Null)
                return;
            foreach (JsonElement item in list.EnumerateArray())
            {
                if (DockerObject.FromInspect(kind, JsonSerializer.SerializeToUtf8Bytes(item)) is { } found)
                    known.Add(found);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new EngineUnreachableException("A list of the engine could not be read.", e);
        }
    }
}
