namespace ContainerSecurity.SupplyChain.Inventories.OperatingSystems.Rpm;

/// <summary>
/// Puts headers together that lie in pieces. All of them together are no longer than their database, so that pages which
/// are named again and again cost no more than the database's length.
/// </summary>
internal sealed class BlobBuffer(int databaseLength)
{
    private byte[] buffer = [];
    private long left = databaseLength;
    private int length;

    /// <summary>The header so far.</summary>
    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    /// <summary>Begins the next header.</summary>
    /// <exception cref="InvalidDataException">It says that it is longer than its database.</exception>
    public void Begin(long announced)
    {
        if (announced > databaseLength)
            throw new InvalidDataException($"a header says that it has {announced} bytes, more than its database");
        length = 0;
    }

    /// <summary>Adds a piece.</summary>
    /// <exception cref="BlobBudgetException">The headers are longer than their database.</exception>
    public void Add(ReadOnlySpan<byte> piece)
    {
        left -= piece.Length;
        if (left < 0)
            throw new BlobBudgetException();
        if (length + piece.Length > buffer.Length)
            Array.Resize(ref buffer, (int)Math.Min(databaseLength, Math.Max(length + piece.Length, buffer.Length * 2L)));
        piece.CopyTo(buffer.AsSpan(length));
        length += piece.Length;
    }
}
