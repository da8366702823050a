namespace ContainerSecurity.Tests.Access.Audits;

/// <summary>Some bytes over and over, up to a length, and an end.</summary>
internal sealed class RepeatedStream(byte[] bytes, long length, byte[] end) : Stream
{
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length + end.Length;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        byte[] from = position < length ? bytes : end;
        int start = (int)(position < length ? position % bytes.Length : position - length);
        int read = (int)Math.Min(Math.Min(count, from.Length - start), position < length ? length - position : long.MaxValue);
        from.AsSpan(start, Math.Max(read, 0)).CopyTo(buffer.AsSpan(offset));
        int filled = Math.Max(read, 0);
        position += filled;
        while (filled > 0 && filled < count && position < length && bytes.Length == 1)
        {
            int more = (int)Math.Min(count - filled, length - position);
            buffer.AsSpan(offset + filled, more).Fill(bytes[0]);
            filled += more;
            position += more;
        }
        return filled;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
