namespace ContainerSecurity.Cel.Values;

/// <summary>Two lists joined without copying; a long chain is copied once it is read.</summary>
internal sealed class ConcatenatedList : CelList
{
    private readonly CelList left;
    private readonly CelList right;
    private readonly int split;
    private readonly int depth;
    private CelValue[]? flat;

    public ConcatenatedList(CelList left, CelList right)
    {
        this.left = left;
        this.right = right;
        split = left.Count;
        Count = split + right.Count;
        depth = 1 + Math.Max((left as ConcatenatedList)?.depth ?? 0, (right as ConcatenatedList)?.depth ?? 0);
        if (depth > 16)
            Flatten();
    }

    public override int Count { get; }

    public override CelValue this[int index]
    {
        get
        {
            if (this.flat is { } flat)
                return flat[index];
            return index < split ? left[index] : right[index - split];
        }
    }

    private void Flatten()
    {
        var flat = new CelValue[Count];
        for (int i = 0; i < split; i++)
            flat[i] = left[i];
        for (int i = split; i < flat.Length; i++)
            flat[i] = right[i - split];
        this.flat = flat;
    }
}
