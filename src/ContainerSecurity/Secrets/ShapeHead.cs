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
        return new ShapeHead([.. Places, .. Enumerable.Repeat(set, room)], isOpen && room == count);
    }

    /// <summary>The number of leading places where one character alone may stand.</summary>
    public int LiteralLength => Places.TakeWhile(p => p.Single is not null).Count();
}
