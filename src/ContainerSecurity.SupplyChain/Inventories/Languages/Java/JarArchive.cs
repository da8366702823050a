using ContainerSecurity.SupplyChain.Inventories.Languages.Formats;

namespace ContainerSecurity.SupplyChain.Inventories.Languages.Java;

/// <summary>One Java archive: its artifacts, and the archives in it.</summary>
internal static class JarArchive
{
    private static readonly string[] Extensions = [".jar", ".war", ".ear", ".par", ".hpi", ".jpi"];

    /// <summary>Whether a file is named as an archive.</summary>
    public static bool IsArchive(string path) => Extensions.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads an archive.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="path">Its path, below those of the archives that it is in.</param>
    /// <param name="found">Takes the artifacts.</param>
    /// <param name="budget">What may still be spent.</param>
    /// <param name="depth">In how many archives it is.</param>
    /// <exception cref="PackageFormatException">It is no archive or damaged.</exception>
    public static void Read(ReadOnlyMemory<byte> content, string path, FoundPackages found, JarBudget budget, int depth)
    {
        if (!budget.OpenArchive(depth))
            return;
        ZipDirectory directory = ZipDirectory.Open(content);
        bool isNamed = false;
        ZipEntry? manifest = null;
        foreach (ZipEntry entry in directory.Entries())
        {
            if (IsProperties(entry.Name))
                isNamed |= ReadProperties(directory, entry, path, found, budget);
            else if (string.Equals(entry.Name, "META-INF/MANIFEST.MF", StringComparison.OrdinalIgnoreCase))
                manifest ??= entry;
            else if (IsArchive(entry.Name))
                ReadInner(directory, entry, path, found, budget, depth);
        }
        if (!isNamed)
            ReadManifest(directory, manifest, path, found, budget);
    }

    private static bool IsProperties(string name) =>
        name.StartsWith("META-INF/maven/", StringComparison.Ordinal) && name.EndsWith("/pom.properties", StringComparison.Ordinal);

    private static bool ReadProperties(ZipDirectory directory, ZipEntry entry, string path, FoundPackages found, JarBudget budget)
    {
        if (Content(directory, entry, JarBudget.MaxMetadataBytes, budget) is not { } content)
            return false;
        Dictionary<string, string> values = JavaProperties.Read(FileText.Of(content));
        InstalledPackage? package = LanguagePackage.Maven(
            values.GetValueOrDefault("groupId"), values.GetValueOrDefault("artifactId"), values.GetValueOrDefault("version"), path);
        if (package is not { Version.Length: > 0 })
        {
            found.Note($"'{FileText.Quoted(path)}' holds a pom.properties that names no artifact with a version.");
            return false;
        }
        found.Add(package);
        return true;
    }

    private static void ReadInner(ZipDirectory directory, ZipEntry entry, string path, FoundPackages found, JarBudget budget, int depth)
    {
        string inner = $"{path}/{entry.Name}";
        try
        {
            if (Content(directory, entry, JarBudget.MaxArchiveBytes, budget) is { } content)
                Read(content, inner, found, budget, depth + 1);
        }
        catch (PackageFormatException e)
        {
            found.Note($"'{FileText.Quoted(inner)}' within the archive could not be read, so packages may be missing: {e.Message}.");
        }
    }

    private static void ReadManifest(ZipDirectory directory, ZipEntry? manifest, string path, FoundPackages found, JarBudget budget)
    {
        if (manifest is { } entry && Content(directory, entry, JarBudget.MaxMetadataBytes, budget) is { } content
            && JarManifest.Artifact(FileText.Of(content), path) is { } package)
            found.Add(package);
        else
            found.Note($"'{FileText.Quoted(path)}' does not say which artifact it is; it has no pom.properties, and its manifest names no group.");
    }

    private static ReadOnlyMemory<byte>? Content(ZipDirectory directory, ZipEntry entry, int most, JarBudget budget)
    {
        int allowed = budget.Allowed(most);
        if (directory.Read(entry, allowed) is not { } content)
        {
            budget.Spend(allowed);
            budget.Skip($"'{FileText.Quoted(entry.Name)}' has more than {allowed} bytes, as many as were left");
            return null;
        }
        budget.Spend(content.Length);
        return content;
    }
}
