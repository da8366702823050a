using System.Collections.Concurrent;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>
/// The objects that a watch has seen, each with the state in which it was judged, so that the events of one object are
/// told once.
/// </summary>
internal sealed class KnownObjects
{
    private readonly ConcurrentDictionary<(string Kind, string Id), string?> states = new();

    /// <summary>Whether an object has been seen.</summary>
    public bool Has(EngineObject item) => states.ContainsKey((item.Kind.Kind, item.Id));

    /// <summary>Takes note of an object that was there before and has not been read.</summary>
    public void AddUnread(EngineObject item) => states.TryAdd((item.Kind.Kind, item.Id), null);

    /// <summary>Forgets an object that is gone.</summary>
    public void Forget(EngineKind kind, string id) => states.TryRemove((kind.Kind, id), out _);

    /// <summary>Whether an object is to be told as it is now, which is noted.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="content">As it was read.</param>
    /// <param name="since">
    /// One that was never read before is told only where it was made or started since; null to tell it at any rate.
    /// </param>
    public bool IsNews(EngineKind kind, HostContent content, DateTimeOffset? since)
    {
        (string, string) key = (kind.Kind, content.Id ?? "");
        bool isUnread = !states.TryGetValue(key, out string? state) || state is null;
        if (isUnread && content.Since < since)
            return false;
        states[key] = content.Fingerprint;
        return isUnread || state != content.Fingerprint;
    }
}
