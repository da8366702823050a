namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>
/// The content of a file that can be read once, for several readers: its beginning is kept, and the reader that goes
/// furthest reads the rest.
/// </summary>
internal sealed class SharedContent
{
    private byte[] beginning = [];
    private int filled;
    private Stream content = Stream.Null;

    /// <summary>Takes the next file, and keeps its beginning.</summary>
    /// <param name="next">The content.</param>
    /// <param name="length">How many bytes are kept.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task BeginAsync(Stream next, int length, CancellationToken cancellationToken)
    {
        content = next;
        if (beginning.Length < length)
            beginning = new byte[length];
        filled = length == 0 ? 0 : await StreamFill.ReadAsync(next, beginning, 0, length, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The content from its beginning. Only one reader may ask for more than is kept.</summary>
    /// <param name="length">Where the stream ends, in bytes.</param>
    public Stream Open(long length) =>
        length <= filled ? new MemoryStream(beginning, 0, (int)length, writable: false) : new ContinuedStream(beginning, filled, content, length);

    /// <summary>Bytes that are at hand, and then those of a stream, up to a bound.</summary>
#pragma warning disable CA1844 // .NET Standard 2.0 has no other.
    private sealed class ContinuedStream(byte[] beginning, int filled, Stream rest, long length) : Stream
#pragma warning restore CA1844
    {
        private long position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int bounded = (int)Math.Min(count, length - position);
            return Advance(position < filled ? Copy(buffer, offset, bounded) : bounded > 0 ? rest.Read(buffer, offset, bounded) : 0);
        }

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            int bounded = (int)Math.Min(count, length - position);
            if (position < filled || bounded == 0)
                return Advance(Copy(buffer, offset, bounded));
#pragma warning disable CA1835 // .NET Standard 2.0 has no other.
            return Advance(await rest.ReadAsync(buffer, offset, bounded, cancellationToken).ConfigureAwait(false));
#pragma warning restore CA1835
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Copy(byte[] buffer, int offset, int count)
        {
            int copied = (int)Math.Min(count, filled - position);
            if (copied > 0)
                Buffer.BlockCopy(beginning, (int)position, buffer, offset, copied);
            return Math.Max(0, copied);
        }

        private int Advance(int read)
        {
            position += read;
            return read;
        }
    }
}
