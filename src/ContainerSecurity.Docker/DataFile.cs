namespace ContainerSecurity.Docker;

/// <summary>Reads the tables that are built into the assembly.</summary>
internal static class DataFile
{
    /// <summary>The words of each line; empty lines and comments (<c># …</c>) are left out.</summary>
    public static IEnumerable<string[]> Read(string name)
    {
        using Stream stream = typeof(DataFile).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
