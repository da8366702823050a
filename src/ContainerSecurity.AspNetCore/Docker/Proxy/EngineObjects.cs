using System.Text.Json;
using ContainerSecurity.AspNetCore.Docker.Engine;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.AspNetCore.Docker.Proxy;

/// <summary>Looks up at the engine what requests name.</summary>
internal sealed class EngineObjects(EngineClient engine)
{
    /// <summary>How long the description of one object may be, in bytes.</summary>
    private const long MaxLength = 16 * 1024 * 1024;

    public async Task<IReadOnlyList<DockerResolution>> ResolveAsync(IReadOnlyList<DockerReference> references, CancellationToken cancellationToken)
    {
        var resolutions = new List<DockerResolution>(references.Count);
        foreach (DockerReference reference in references)
            resolutions.Add(new DockerResolution(reference, await FindAsync(reference.Kind, reference.Text, cancellationToken).ConfigureAwait(false)));
        return resolutions;
    }

    /// <summary>Returns what the engine knows under a name or ID, or null.</summary>
    /// <exception cref="EngineUnreachableException">The engine does not say.</exception>
    public async Task<DockerObject?> FindAsync(DockerObjectKind kind, string text, CancellationToken cancellationToken) => kind switch
    {
        DockerObjectKind.Container => await InspectAsync(kind, $"/containers/{text}/json", cancellationToken).ConfigureAwait(false),
        DockerObjectKind.Exec => await FindExecAsync(text, cancellationToken).ConfigureAwait(false),
        DockerObjectKind.Image => await InspectAsync(kind, $"/images/{text}/json", cancellationToken).ConfigureAwait(false),
        DockerObjectKind.Network => await InspectAsync(kind, $"/networks/{text}", cancellationToken).ConfigureAwait(false),
        DockerObjectKind.Volume => await InspectAsync(kind, $"/volumes/{text}", cancellationToken).ConfigureAwait(false),
        DockerObjectKind.Service => await InspectAsync(kind, $"/services/{text}", cancellationToken).ConfigureAwait(false),
        DockerObjectKind.Task => await FindTaskAsync(text, cancellationToken).ConfigureAwait(false),
        DockerObjectKind.Secret => await InspectAsync(kind, $"/secrets/{text}", cancellationToken).ConfigureAwait(false),
        DockerObjectKind.Config => await InspectAsync(kind, $"/configs/{text}", cancellationToken).ConfigureAwait(false),
        _ => null,
    };

    /// <summary>Returns what a team's containers have now.</summary>
    public async Task<DockerUsage> UsageOfAsync(string ownerLabel, string team, CancellationToken cancellationToken)
    {
        string filters = Uri.EscapeDataString(JsonSerializer.Serialize(new Dictionary<string, string[]> { ["label"] = [$"{ownerLabel}={team}"] }));
        EngineAnswer list = await engine
            .AskAsync(HttpMethod.Get, $"/containers/json?all=1&filters={filters}", body: null, MaxLength, cancellationToken).ConfigureAwait(false);
        var containers = new List<ReadOnlyMemory<byte>>();
        foreach (string id in IdsOf(list))
        {
            EngineAnswer answer = await engine.AskAsync(HttpMethod.Get, $"/containers/{id}/json", body: null, MaxLength, cancellationToken)
                .ConfigureAwait(false);
            // One that has gone since counts no more.
            if (answer.IsSuccess)
                containers.Add(answer.Body);
            else if (answer.Status != 404)
                throw new EngineUnreachableException($"The engine answered {answer.Status} to a question for a container.");
        }
        try
        {
            return DockerUsage.Of(containers);
        }
        catch (FormatException e)
        {
            throw Unreadable(e);
        }
    }

    private static List<string> IdsOf(EngineAnswer list)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(list.Body);
            return list.IsSuccess ? [.. document.RootElement.EnumerateArray().Select(c => c.GetProperty("Id").GetString()!)] : throw Unreadable(null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw Unreadable(e);
        }
    }

    private static EngineUnreachableException Unreadable(Exception? cause) => new("The engine's containers could not be counted.", cause);

    private async Task<DockerObject?> FindExecAsync(string text, CancellationToken cancellationToken)
    {
        if (await MemberAsync($"/exec/{text}/json", "ID", "ContainerID", cancellationToken).ConfigureAwait(false) is not (string id, string container))
            return null;
        return await FindAsync(DockerObjectKind.Container, container, cancellationToken).ConfigureAwait(false) is { } owner
            ? owner with { Kind = DockerObjectKind.Exec, Id = id }
            : null;
    }

    private async Task<DockerObject?> FindTaskAsync(string text, CancellationToken cancellationToken)
    {
        if (await MemberAsync($"/tasks/{text}", "ID", "ServiceID", cancellationToken).ConfigureAwait(false) is not (string id, string service))
            return null;
        return await FindAsync(DockerObjectKind.Service, service, cancellationToken).ConfigureAwait(false) is { } owner
            ? owner with { Kind = DockerObjectKind.Task, Id = id }
            : null;
    }

    private async Task<DockerObject?> InspectAsync(DockerObjectKind kind, string path, CancellationToken cancellationToken)
    {
        if (await AskAsync(path, cancellationToken).ConfigureAwait(false) is not { } answer)
            return null;
        return DockerObject.FromInspect(kind, answer.Body) ?? throw new EngineUnreachableException("The engine's description of an object could not be read.");
    }

    private async Task<(string Id, string Owner)?> MemberAsync(string path, string idName, string ownerName, CancellationToken cancellationToken)
    {
        if (await AskAsync(path, cancellationToken).ConfigureAwait(false) is not { } answer)
            return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer.Body);
            return (document.RootElement.GetProperty(idName).GetString()!, document.RootElement.GetProperty(ownerName).GetString()!);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new EngineUnreachableException("The engine's description of an object could not be read.", e);
        }
    }

    private async Task<EngineAnswer?> AskAsync(string path, CancellationToken cancellationToken)
    {
        // INVARIANT: a name out of a body stands for one name, and cannot lead to another endpoint.
        if (DockerRequestTarget.TryParse("GET", path, out _) is not { } target)
            return null;
        EngineAnswer answer = await engine.AskAsync(HttpMethod.Get, target.Build(), body: null, MaxLength, cancellationToken).ConfigureAwait(false);
        return answer switch
        {
            { IsSuccess: true } => answer,
            // 400: no name that could be; 503: no swarm that could know it.
            { Status: 400 or 404 or 503 } => null,
            _ => throw new EngineUnreachableException($"The engine answered {answer.Status} to a question for an object."),
        };
    }
}
