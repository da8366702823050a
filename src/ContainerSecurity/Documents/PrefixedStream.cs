namespace ContainerSecurity.Documents;

/// <summary>Bytes that were read from a stream, followed by those that were not.</summary>
internal sealed partial class PrefixedStream(byte[] prefix, int length, Stream rest) : Stream
{
    private int at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (at >= length)
            return rest.Read(buffer, offset, count);
        int taken = Math.Min(count, length - at);
        Array.Copy(prefix, at, buffer, offset, taken);
        at += taken;
        return taken;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
