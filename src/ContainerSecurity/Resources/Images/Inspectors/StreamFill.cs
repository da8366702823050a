namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>Reads from streams that give less than they are asked for.</summary>
internal static class StreamFill
{
    /// <summary>Fills a buffer from an index on, up to another or the end of the stream, and gives the index behind what was read.</summary>
    public static async Task<int> ReadAsync(Stream content, byte[] buffer, int start, int end, CancellationToken cancellationToken)
    {
        int read = 1;
#pragma warning disable CA1835 // .NET Standard 2.0 has no other.
        while (start < end && (read = await content.ReadAsync(buffer, start, end - start, cancellationToken).ConfigureAwait(false)) > 0)
            start += read;
#pragma warning restore CA1835
        return start;
    }
}
