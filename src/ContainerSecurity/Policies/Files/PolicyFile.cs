namespace ContainerSecurity.Policies;

/// <summary>Finds the policy of a folder, as the analyzer and the command line do.</summary>
public static class PolicyFile
{
    /// <summary>The names of a policy file that is found without being named; where a folder holds both, the first counts.</summary>
    public static IReadOnlyList<string> Names { get; } = ["container-policy.yaml", "container-policy.yml"];

    /// <summary>
    /// Returns the nearest policy file: that of the folder, or of the nearest folder above that has one. Null where
    /// there is none.
    /// </summary>
    /// <param name="path">A folder, or a file in it; it need not be there.</param>
    public static string? FindNearest(string path)
    {
        string full = Path.GetFullPath(path ?? throw new ArgumentNullException(nameof(path)));
        for (string? at = full; at is { Length: > 0 }; at = Path.GetDirectoryName(at))
            if (Names.Select(n => Path.Combine(at, n)).FirstOrDefault(File.Exists) is { } file)
                return file;
        return null;
    }
}
