using ContainerSecurity.Kubernetes.Api;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Kubernetes.Scanning;

/// <summary>
/// Knows which object is told at which owner, and what has been told there: a Deployment's ReplicaSets and Pods say
/// nothing that the Deployment says, but what only they have, such as a debug container, is told once. A few bytes are
/// kept of each owner and finding.
/// </summary>
internal sealed class OwnerBook
{
    /// <summary>The owner at which an object is told, by the hash of the object's UID.</summary>
    private readonly Dictionary<ulong, ulong> owners = [];

    private readonly HashSet<ulong> told = [];

    /// <summary>Takes note of an object.</summary>
    /// <param name="found">The object.</param>
    /// <param name="isPod">Whether it is a pod itself.</param>
    /// <returns>Where it is told, and whether something else is told there already.</returns>
    public (ulong Owner, bool IsOwned) Enter(ClusterObject found, bool isPod)
    {
        ulong own = Hash(0, found.Uid.Length > 0 ? found.Uid : found.Source.Path);
        if (found.Controller.TextOf("uid") is { Length: > 0 } uid && found.Controller.TextOf("kind") != "Node")
        {
            ulong maker = Hash(0, uid);
            if (owners.TryGetValue(maker, out ulong top))
                return (Keep(own, top, isPod), true);
            // Pods of one maker that is not seen itself are told once where they run the same containers.
            ulong group = isPod ? Hash(maker, ContainersOf(found)) : own;
            bool isKnown = !owners.TryAdd(group, group);
            return (Keep(own, group, isPod), isKnown);
        }
        return (Keep(own, own, isPod), false);
    }

    /// <summary>Pods make nothing, so nobody asks where they are told.</summary>
    private ulong Keep(ulong own, ulong owner, bool isPod)
    {
        if (!isPod)
            owners[own] = owner;
        return owner;
    }

    /// <summary>Whether something is told at an owner for the first time.</summary>
    /// <param name="owner">The owner.</param>
    /// <param name="finding">The finding, at the owner itself or at what it made.</param>
    public bool IsNew(ulong owner, PolicyFinding finding) => IsNew(owner, KeyOf(finding));

    /// <summary>Whether something has no verdict at an owner for the first time.</summary>
    public bool IsNew(ulong owner, Rules.NotEvaluated gap) => IsNew(owner, KeyOf(gap));

    private bool IsNew(ulong owner, ulong key) => told.Add(key ^ (owner * 0x9E3779B97F4A7C15));

    /// <summary>What tells a finding from the others at one owner, whether it is at the owner itself or at what it made.</summary>
    public static ulong KeyOf(PolicyFinding finding)
    {
        Rules.Finding found = finding.Finding;
        return Hash(Hash(Hash(Hash(0, found.Rule.Id), found.Container ?? ""), PlaceOf(found.Location.Path)), WithoutName(found));
    }

    /// <summary>What tells what has no verdict from the others at one owner.</summary>
    public static ulong KeyOf(Rules.NotEvaluated gap) => Hash(Hash(0, gap.Rule), gap.Message);

    /// <summary>What is said, but for of whom.</summary>
    private static string WithoutName(Rules.Finding finding) =>
        finding.Message.Replace(finding.Resource.ToString(), "", StringComparison.Ordinal)
            .Replace($"{finding.Resource.Kind} '{finding.Resource.Name}'", "", StringComparison.Ordinal)
            .Replace(finding.Resource.Kind, "", StringComparison.Ordinal);

    /// <summary>What a pod runs: pods of one maker that is not seen itself are told once where that is the same.</summary>
    public static string ContainersOf(ClusterObject pod) =>
        string.Join('|', pod.Json.Below("spec").ItemsOf("containers").Select(c => $"{c.TextOf("name")}={c.TextOf("image")}"));

    /// <summary>The path from the pod, without the numbers of list items, which what is injected moves.</summary>
    private static string PlaceOf(string path)
    {
        path += ".";
        int start = Math.Max(path.LastIndexOf("spec.", StringComparison.Ordinal), path.LastIndexOf("metadata.", StringComparison.Ordinal));
        return string.Concat(path[Math.Max(start, 0)..].Where(c => !char.IsAsciiDigit(c)));
    }

    /// <summary>FNV-1a over UTF-16 units, mixed at the end.</summary>
    private static ulong Hash(ulong seed, string text)
    {
        ulong hash = 14695981039346656037 ^ (seed * 0x9E3779B97F4A7C15);
        foreach (char c in text)
            hash = (hash ^ c) * 1099511628211;
        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93;
        return hash ^ (hash >> 32);
    }
}
