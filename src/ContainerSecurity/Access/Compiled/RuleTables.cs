namespace ContainerSecurity.Access.Compiled;

/// <summary>The names that the rules of an authorizer use.</summary>
internal sealed class RuleTables
{
    private readonly Dictionary<ResourceKey, int> resources = [];

    public NameTable Verbs { get; } = new();

    public NameTable Groups { get; } = new();

    public int AddResource(ResourceKey key)
    {
        if (!resources.TryGetValue(key, out int number))
            resources.Add(key, number = resources.Count);
        return number;
    }

    public int FindResource(ResourceKey key) => resources.TryGetValue(key, out int number) ? number : NameTable.None;
}
