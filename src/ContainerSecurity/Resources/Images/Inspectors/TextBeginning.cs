using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Images.Inspectors;

/// <summary>Reads the beginnings of texts, one after the other.</summary>
/// <param name="length">How many bytes are read of each, at most.</param>
internal sealed class TextBeginning(int length)
{
    private byte[] buffer = [];

    /// <summary>How many bytes are read of each text, at most.</summary>
    public int Length => length;

    /// <summary>The beginning of a text; null where the content is no text.</summary>
    public async Task<string?> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        if (buffer.Length == 0)
            buffer = new byte[length];
        int filled = await StreamFill.ReadAsync(content, buffer, 0, length, cancellationToken).ConfigureAwait(false);
        return TextEncoding.Of(buffer, filled)?.Encoding.GetString(buffer, 0, filled);
    }
}
