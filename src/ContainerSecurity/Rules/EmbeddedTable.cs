namespace ContainerSecurity.Rules;

/// <summary>Reads the tables of Rules/Data, which are built into the assembly.</summary>
internal static class EmbeddedTable
{
    /// <summary>The words of each line; empty lines and comments (<c># …</c>) are left out.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="columns">The number of columns; the last one takes the rest of the line.</param>
    public static IEnumerable<string[]> Read(string name, int columns = int.MaxValue)
    {
        using Stream stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return line.Split([' '], columns, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Reads a word of a table as one of an enumeration, in any case.</summary>
    /// <typeparam name="TEnum">The enumeration.</typeparam>
    /// <param name="text">The word.</param>
    /// <exception cref="FormatException">The enumeration has no such word.</exception>
    public static TEnum Word<TEnum>(string text)
        where TEnum : struct, Enum =>
        Enum.TryParse(text, ignoreCase: true, out TEnum value) ? value : throw new FormatException($"'{text}' is no {typeof(TEnum).Name}.");
}
