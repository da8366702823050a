namespace ContainerSecurity.Cel.Values;

/// <summary>A list that an expression spells out, with items that are no containers: what it holds is told by a hash.</summary>
internal sealed class ConstantList(CelValue[] items) : CelList
{
    /// <summary>Shorter lists are faster looked through.</summary>
    private const int MinCount = 8;

    private readonly HashSet<CelValue> set = [.. items];

    public override int Count => items.Length;
    public override CelValue this[int index] => items[index];

    /// <summary>A list of constants.</summary>
    public static CelList OfConstants(CelValue[] items) =>
        items.Length >= MinCount && Array.TrueForAll(items, IsHashed) ? new ConstantList(items) : new ArrayList(items, items.Length);

    internal override bool Contains(CelValue value) => (IsHashed(value) || value.IsDouble) && set.Contains(value);

    // A double may equal an integer, but is none of the items: not a number does not even equal itself.
    private static bool IsHashed(CelValue value) => value.Reference is string || value.IsInt || value.IsUint || value.IsBool;
}
