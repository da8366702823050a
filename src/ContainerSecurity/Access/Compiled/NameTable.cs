namespace ContainerSecurity.Access.Compiled;

/// <summary>Numbers for the names that rules use, from 0; a name that no rule uses has none.</summary>
internal sealed class NameTable
{
    /// <summary>The number of a name that no rule uses: only a wildcard covers it.</summary>
    public const int None = -1;

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    public int Add(string name)
    {
        if (!numbers.TryGetValue(name, out int number))
            numbers.Add(name, number = numbers.Count);
        return number;
    }

    public int Find(string name) => numbers.TryGetValue(name, out int number) ? number : None;
}
