namespace ContainerSecurity.Rules.Build.Packages;

/// <summary>Tells whether the word of a package says which version is meant. Tags such as <c>@latest</c> move and say nothing.</summary>
internal static class PackageVersion
{
    /// <summary>What Go takes for a version and what is none: names of branches and queries.</summary>
    private static readonly string[] Moving = ["latest", "upgrade", "patch", "main", "master", "HEAD", "none", "edge", "next", "canary"];

    /// <summary>Whether a word names a version, a file, a folder or a place that has one.</summary>
    public static bool IsPinned(string package, PackageManager manager) =>
        IsPlace(package)
        || manager.Suffixes.Any(s => package.EndsWith(s, StringComparison.Ordinal))
        || manager.Marks.Any(m => m == "@" ? HasVersion(package) : package.Contains(m))
        || manager.Naming switch
        {
            "npm" => IsPinnedForNpm(package),
            "go" => package.IndexOf('@') is > 0 and var at && !Moving.Contains(package.Substring(at + 1)),
            "pip" => IsPinnedForPip(package),
            "dashed" => IsDashed(package),
            "words" => package is "true" or "false" || IsVersion(package) || package.Contains("://"),
            _ => manager.ToString() == "apt-get" ? package.EndsWith("-", StringComparison.Ordinal) : package.Contains("://"),
        };

    private static bool IsPlace(string package) =>
        package[0] is '.' or '/' or '~' or '*' or '\\'
        || package.StartsWith("file:", StringComparison.Ordinal)
        || (package.Length > 2 && package[1] == ':' && package[2] is '\\' or '/');

    private static bool IsPinnedForNpm(string package)
    {
        if (package.Contains("://"))
            return package.Contains("#");
        int at = package.LastIndexOf('@');
        string version = at > 0 ? package.Substring(at + 1) : "";
        return at > 0 ? IsVersion(version) || version.StartsWith("file:", StringComparison.Ordinal) : package[0] != '@' && package.Contains("#");
    }

    /// <summary>A requirement of Python: <c>git+https://…@tag</c>, <c>name @ https://…</c>, a folder.</summary>
    private static bool IsPinnedForPip(string package)
    {
        if (package.StartsWith("git+", StringComparison.Ordinal))
            return package.IndexOf('@', package.IndexOf("://", StringComparison.Ordinal) + 3) > 0;
        return package.Contains(" @ ") || package.Contains("://") || package.Contains("/") || package.Contains("\\");
    }

    private static bool HasVersion(string package) => package.LastIndexOf('@') is > 0 and var at && IsVersion(package.Substring(at + 1));

    /// <summary>Whether a text begins as a version or a range of them does.</summary>
    private static bool IsVersion(string text)
    {
        string start = text.TrimStart('^', '~', '<', '>', '=', 'v', ' ');
        return start.Length > 0 && char.IsDigit(start[0]);
    }

    private static bool IsDashed(string package)
    {
        for (int dash = package.IndexOf('-'); dash >= 0; dash = package.IndexOf('-', dash + 1))
            if (dash + 1 < package.Length && char.IsDigit(package[dash + 1]))
                return true;
        return package.Contains(":") || package.Contains("=") || package[0] == '@';
    }
}
