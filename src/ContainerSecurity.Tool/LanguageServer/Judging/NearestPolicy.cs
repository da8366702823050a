namespace ContainerSecurity.Tool.LanguageServer.Judging;

/// <summary>Finds the policy of a file.</summary>
internal static class NearestPolicy
{
    private static readonly string[] Names = ["container-policy.yaml", "container-policy.yml"];

    /// <summary>Whether a file has the name of a policy.</summary>
    public static bool IsName(string path) => Names.Contains(Path.GetFileName(path));

    /// <summary>The nearest policy file in the folder of a file or above it; null for none.</summary>
    public static string? Of(string path)
    {
        for (string? folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
            foreach (string name in Names)
                if (Path.Combine(folder, name) is var file && file != path && File.Exists(file))
                    return file;
        return null;
    }
}
