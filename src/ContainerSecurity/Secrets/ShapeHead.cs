namespace ContainerSecurity.Secrets;

/// <summary>What one way through a shape may begin with, as far as every character has a fixed place.</summary>
internal sealed record ShapeHead(IReadOnlyList<CharacterSet> Places, bool IsOpen)
{
    private const int MaximumLength = 128;

    public static readonly ShapeHead Empty = new([], true);

    public ShapeHead Closed() => this with { IsOpen = false };

    public ShapeHead With(CharacterSet set, int count, bool isOpen)
    {
        if (!IsOpen)
            return this;
        int room = Math.Min(count, MaximumLength - Places.Count);
        CharacterSet[] longer = new CharacterSet[Places.Count + room];
        for (int i = 0; i < longer.Length; i++)
            longer[i] = i < Places.Count ? Places[i] : set;
        return new ShapeHead(longer, isOpen && room == count);
    }
}
