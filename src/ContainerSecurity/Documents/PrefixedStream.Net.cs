namespace ContainerSecurity.Documents;

internal sealed partial class PrefixedStream
{
    public override int Read(Span<byte> buffer)
    {
        if (at >= length)
            return rest.Read(buffer);
        int taken = Math.Min(buffer.Length, length - at);
        prefix.AsSpan(at, taken).CopyTo(buffer);
        at += taken;
        return taken;
    }
}
