using ContainerSecurity.Policies;

namespace ContainerSecurity.Analyzers.Manifests;

/// <summary>
/// Keeps the decisions on the latest sets of files: an editor makes a compilation for each keystroke in code, and the files beside it mostly stay as
/// they are. Safe for several threads.
/// </summary>
internal static class KnownDecisions
{
    private const int Most = 8;
    private static readonly object Gate = new();
    private static readonly LinkedList<(string Key, Dictionary<string, List<Decision>> Found)> Latest = new();

    /// <summary>The decisions on a set of files.</summary>
    /// <param name="key">All that they depend on.</param>
    /// <param name="find">Makes them.</param>
    public static Dictionary<string, List<Decision>> Of(string key, Func<Dictionary<string, List<Decision>>> find)
    {
        lock (Gate)
            foreach ((string known, Dictionary<string, List<Decision>> kept) in Latest)
                if (known == key)
                    return kept;
        Dictionary<string, List<Decision>> found = find();
        lock (Gate)
        {
            Latest.AddFirst((key, found));
            if (Latest.Count > Most)
                Latest.RemoveLast();
        }
        return found;
    }
}
