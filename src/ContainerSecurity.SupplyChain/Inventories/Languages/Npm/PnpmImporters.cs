using ContainerSecurity.Documents;
using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Npm;

/// <summary>The projects of a workspace, and what they need to run.</summary>
internal static class PnpmImporters
{
    private static readonly string[] ToRun = ["dependencies", "optionalDependencies"];

    /// <summary>The keys, without peers, of all packages that are reached from what a project needs to run.</summary>
    public static HashSet<string> Needed(MappingNode root, MappingNode snapshots)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<string>();
        foreach (MappingEntry importer in root.Fields("importers"))
            if (importer.Value is MappingNode project)
                foreach (string kind in ToRun)
                    foreach (MappingEntry dependency in project.Fields(kind))
                        if ((dependency.Value as MappingNode)?.Text("version") is { } version)
                            waiting.Push(KeyOf(dependency.Key, version));
        while (waiting.TryPop(out string? key))
        {
            if (!seen.Add(key) || snapshots[key] is not MappingNode snapshot)
                continue;
            foreach (string kind in ToRun)
                foreach (MappingEntry dependency in snapshot.Fields(kind))
                    if (dependency.Value is ScalarNode version)
                        waiting.Push(KeyOf(dependency.Key, version.Text));
        }
        return [.. seen.Select(PnpmKey.WithoutPeers)];
    }

    /// <summary>A version stands behind the name; that of an alias has a name of its own.</summary>
    private static string KeyOf(string name, string version) =>
        PnpmKey.WithoutPeers(version).IndexOf('@', Math.Min(1, version.Length)) > 0 && !char.IsAsciiDigit(version[0]) ? version : $"{name}@{version}";
}
