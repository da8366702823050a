using System.Collections.Concurrent;
using System.Text.Json;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>
/// Tells which networks of services are the host's. A service names them by IDs, and a swarm's network of the host is
/// in no list.
/// </summary>
/// <param name="connection">The engine.</param>
internal sealed class ServiceNetworks(EngineConnection connection)
{
    private readonly ConcurrentDictionary<string, bool> areHosts = new(StringComparer.Ordinal);

    /// <summary>The IDs, among those that a service names, of networks that are the host's.</summary>
    /// <param name="service">What the engine shows of the service.</param>
    /// <param name="name">The name shown to people.</param>
    /// <param name="errors">Receives which network cannot be looked at.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public async Task<IReadOnlyCollection<string>> FindHostsAsync(byte[] service, string name, List<DocumentError> errors, CancellationToken cancellationToken)
    {
        var hosts = new List<string>();
        foreach (string id in TargetsIn(service))
            try
            {
                if (await IsHostAsync(id, cancellationToken).ConfigureAwait(false))
                    hosts.Add(id);
            }
            catch (DockerHostException e)
            {
                errors.Add(new DocumentError(name, SourceSpan.FileStart, $"Whether the service's network '{id}' is the host's is not known: {e.Message}"));
            }
        return hosts;
    }

    private async Task<bool> IsHostAsync(string id, CancellationToken cancellationToken)
    {
        if (areHosts.TryGetValue(id, out bool isKnown))
            return isKnown;
        try
        {
            byte[] answer = await connection.GetAsync(new EngineObject(EngineKind.Network, id, id).InspectPath, cancellationToken).ConfigureAwait(false);
            using JsonDocument network = JsonDocument.Parse(answer);
            return areHosts[id] = network.RootElement.Text("Driver") == "host" || network.RootElement.Text("Name") == "host";
        }
        catch (DockerHostException e) when (e.IsNotFound)
        {
            return areHosts[id] = false;
        }
        catch (JsonException e)
        {
            throw new DockerHostException("The engine's answer is no JSON.", innerException: e);
        }
    }

    private static string[] TargetsIn(byte[] service)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(service);
            JsonElement? task = document.RootElement.Object("Spec")?.Object("TaskTemplate");
            return [.. (task?.Items("Networks") ?? []).Select(n => n.Text("Target")).OfType<string>()];
        }
        catch (JsonException)
        {
            // The document is read elsewhere, and its faults are told there.
            return [];
        }
    }
}
