namespace ContainerSecurity.Secrets.Shapes;

/// <summary>
/// What one way through a shape may begin with, as far as every character has a fixed place: a run of equal places, or a
/// text, behind a shorter head.
/// </summary>
internal sealed class ShapeHead
{
    /// <summary>Places beyond are not looked at.</summary>
    public const int MaximumLength = 128;

    public static readonly ShapeHead Empty = new(null, default, 0, isOpen: true);

    private ShapeHead(ShapeHead? before, CharacterSet set, int length, bool isOpen)
    {
        Before = before;
        Set = set;
        Length = length;
        IsOpen = isOpen;
    }

    /// <summary>What comes before the run.</summary>
    public ShapeHead? Before { get; }

    /// <summary>The text that the run is, one character a place; null for a run of equal places.</summary>
    public string? Literal { get; private init; }

    /// <summary>The characters of each place of the run, where it is no text.</summary>
    public CharacterSet Set { get; }

    /// <summary>The number of places with those before the run.</summary>
    public int Length { get; }

    /// <summary>Whether what comes next has a fixed place.</summary>
    public bool IsOpen { get; }

    public ShapeHead Closed() => IsOpen ? new ShapeHead(Before, Set, Length, isOpen: false) { Literal = Literal } : this;

    public ShapeHead With(string literal)
    {
        if (!IsOpen || literal.Length == 0)
            return this;
        int room = Math.Min(literal.Length, MaximumLength - Length);
        return new ShapeHead(this, default, Length + room, isOpen: room == literal.Length) { Literal = literal };
    }

    public ShapeHead With(CharacterSet set, int count, bool isOpen)
    {
        if (!IsOpen)
            return this;
        int room = Math.Min(count, MaximumLength - Length);
        return new ShapeHead(this, set, Length + room, isOpen && room == count);
    }
}
