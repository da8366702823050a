using System.Collections.Frozen;

namespace ContainerSecurity.Docker.Endpoints;

/// <summary>The endpoints of the Docker Engine API: those that versions 1.24 to 1.56 describe, and those that an engine serves without describing
/// them.</summary>
public static class DockerEndpoints
{
    private static readonly DockerEndpoint[] Table = [.. DataFile.Read("endpoints.txt").Select(w => new DockerEndpoint(w))];
    private static readonly string[] Names = [.. Table.Select(e => e.Action).Distinct().Order(StringComparer.Ordinal)];
    private static readonly FrozenDictionary<string, int> Numbers = Names.Select((a, i) => (a, i))
        .ToFrozenDictionary(p => p.a, p => p.i, StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, DockerEndpoint[]> ByStart = Table.GroupBy(StartOf)
        .ToFrozenDictionary(g => g.Key, g => g.OrderBy(e => e, Order).ToArray(), StringComparer.Ordinal);

    /// <summary>All endpoints.</summary>
    public static IReadOnlyList<DockerEndpoint> All => Table;

    /// <summary>All actions, in alphabetical order.</summary>
    public static IReadOnlyList<string> Actions => Names;

    private static Comparer<DockerEndpoint> Order => Comparer<DockerEndpoint>.Create((a, b) =>
        a.HasIdentifier != b.HasIdentifier ? a.HasIdentifier.CompareTo(b.HasIdentifier) : b.Segments.Length.CompareTo(a.Segments.Length));

    /// <summary>The number of an action in <see cref="Actions"/>; -1 where there is none of that name.</summary>
    internal static int NumberOf(string action) => Numbers.GetValueOrDefault(action, -1);

    /// <summary>What stands for an action; the first where several endpoints do.</summary>
    internal static DockerEndpoint? OfAction(string action) => Array.Find(Table, e => e.Action == action);

    /// <summary>The endpoint of a method and a path without a version, and what stands for its identifier; null where there is none.</summary>
    internal static DockerEndpoint? Find(string method, string path, out string? identifier, out string? checkpoint)
    {
        identifier = checkpoint = null;
        string[] segments = path.Split('/')[1..];
        foreach (DockerEndpoint endpoint in ByStart.GetValueOrDefault($"{method} {segments[0]}", []))
            if (Matches(endpoint, segments, out identifier, out checkpoint))
                return endpoint;
        return method == "OPTIONS" ? Array.Find(Table, e => e.Method == "OPTIONS") : null;
    }

    /// <summary>Names of images and plugins may hold a slash; they stand for one segment or several, as in the engine's own routes.</summary>
    private static bool Matches(DockerEndpoint endpoint, string[] segments, out string? identifier, out string? checkpoint)
    {
        identifier = checkpoint = null;
        string[] pattern = endpoint.Segments;
        int extra = segments.Length - pattern.Length;
        if (extra < 0 || (extra > 0 && !MayHoldSlash(endpoint)))
            return false;
        for (int p = 0, s = 0; p < pattern.Length; p++, s++)
        {
            if (pattern[p] is "{id}" or "{name}")
            {
                identifier = string.Join('/', segments[s..(s + extra + 1)]);
                s += extra;
            }
            else if (pattern[p] == "{checkpoint}")
                checkpoint = segments[s];
            else if (pattern[p] != segments[s])
                return false;
        }
        return true;
    }

    private static bool MayHoldSlash(DockerEndpoint endpoint) => endpoint.HasIdentifier && endpoint.Segments[0] is "images" or "distribution" or "plugins";

    private static string StartOf(DockerEndpoint endpoint) => $"{endpoint.Method} {endpoint.Segments[0]}";
}
