namespace ContainerSecurity.Cel.Values;

/// <summary>A sequence of bytes.</summary>
public sealed class CelBytes : CelObject
{
    internal readonly byte[] Content;

    /// <summary>Bytes of a given content, which must not be changed afterwards.</summary>
    public CelBytes(byte[] content) : base(CelKind.Bytes) => Content = content ?? throw new ArgumentNullException(nameof(content));

    /// <summary>A copy of the bytes.</summary>
    public byte[] ToArray() => (byte[])Content.Clone();
    /// <inheritdoc/>
    public override CelType Type => CelType.Bytes;

    internal override bool EqualsObject(CelObject other) => Compare((CelBytes)other) == 0;

    internal override int HashObject()
    {
        int hash = Content.Length;
        foreach (byte b in Content)
            hash = unchecked(hash * 31 + b);
        return hash;
    }

    internal int Compare(CelBytes other)
    {
        int n = Math.Min(Content.Length, other.Content.Length);
        for (int i = 0; i < n; i++)
            if (Content[i] != other.Content[i])
                return Content[i] < other.Content[i] ? -1 : 1;
        return Content.Length.CompareTo(other.Content.Length);
    }
}
