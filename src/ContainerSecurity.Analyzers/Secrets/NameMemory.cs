namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>
/// Keeps what was found of the latest names: the same ones stand in a project again and again. It holds so many and no more, and is safe for several
/// threads.
/// </summary>
/// <param name="find">Finds it, of the name alone.</param>
internal sealed class NameMemory<T>(Func<string, T> find)
{
    private const int Places = 4096;
    private const int LongestName = 200;
    private readonly Entry?[] entries = new Entry?[Places];

    /// <summary>What is found of a name.</summary>
    public T Of(string name)
    {
        if (name.Length > LongestName)
            return find(name);
        ref Entry? place = ref entries[name.GetHashCode() & (Places - 1)];
        if (Volatile.Read(ref place) is { } known && known.Name == name)
            return known.Value;
        T value = find(name);
        Volatile.Write(ref place, new Entry(name, value));
        return value;
    }

    private sealed class Entry(string name, T value)
    {
        public string Name => name;

        public T Value => value;
    }
}
