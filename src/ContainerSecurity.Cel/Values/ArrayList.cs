namespace ContainerSecurity.Cel.Values;

/// <summary>A list over an array, which may have room at its end.</summary>
internal sealed class ArrayList(CelValue[] items, int count) : CelList
{
    public static readonly ArrayList Empty = new([], 0);

    public override int Count => count;
    public override CelValue this[int index] => items[index];
}
