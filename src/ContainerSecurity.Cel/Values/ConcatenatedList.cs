namespace ContainerSecurity.Cel.Values;

/// <summary>Two lists joined without copying; a long chain is copied once it is read.</summary>
internal sealed class ConcatenatedList : CelList
{
    private readonly CelList _left;
    private readonly CelList _right;
    private readonly int _split;
    private readonly int _depth;
    private CelValue[]? _flat;

    public ConcatenatedList(CelList left, CelList right)
    {
        _left = left;
        _right = right;
        _split = left.Count;
        Count = _split + right.Count;
        _depth = 1 + Math.Max((left as ConcatenatedList)?._depth ?? 0, (right as ConcatenatedList)?._depth ?? 0);
        if (_depth > 16)
            Flatten();
    }

    public override int Count { get; }

    public override CelValue this[int index]
    {
        get
        {
            if (_flat is { } flat)
                return flat[index];
            return index < _split ? _left[index] : _right[index - _split];
        }
    }

    private void Flatten()
    {
        var flat = new CelValue[Count];
        for (int i = 0; i < _split; i++)
            flat[i] = _left[i];
        for (int i = _split; i < flat.Length; i++)
            flat[i] = _right[i - _split];
        _flat = flat;
    }
}
