namespace ContainerSecurity.Images.Examination;

/// <summary>The content of one entry, of which a beginning is kept while it is read, so that a second reader sees all of it.</summary>
/// <param name="content">The content.</param>
/// <param name="most">How many bytes are kept at most.</param>
internal sealed class RecordedContent(Stream content, int most) : ReadOnlyStream
{
    private readonly MemoryStream kept = new();
    private bool isReplayed;

    /// <summary>Whether more was read than is kept, so that nobody can read it again.</summary>
    public bool IsLost { get; private set; }

    public override long Length => content.Length;

    /// <summary>Begins again: what is kept, and then the rest.</summary>
    public void Rewind()
    {
        kept.Position = 0;
        isReplayed = true;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (isReplayed && kept.Position < kept.Length)
            return kept.Read(buffer.Span);
        int read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (isReplayed || IsLost)
            return read;
        if (kept.Length + read > most)
        {
            IsLost = true;
            kept.SetLength(0);
        }
        else
        {
            kept.Write(buffer.Span[..read]);
        }
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            kept.Dispose();
        base.Dispose(disposing);
    }
}
