namespace ContainerSecurity.Secrets.Encodings;

/// <summary>How deep within encodings a scan is, and how much it may still decode.</summary>
internal sealed class DecodedLayer(int deepest)
{
    /// <summary>The most characters that one scan decodes.</summary>
    public const int MostCharacters = 32 * 1024 * 1024;

    private int depth;

    /// <summary>The number of characters that may still be decoded.</summary>
    public int Remaining { get; private set; } = MostCharacters;

    /// <summary>Whether encodings in here are left alone.</summary>
    public bool IsDeepest => depth >= deepest;

    /// <summary>Goes into a decoded text, if the bounds allow it.</summary>
    public bool TryEnter(int length)
    {
        if (IsDeepest || length > Remaining)
            return false;
        Remaining -= length;
        depth++;
        return true;
    }

    /// <summary>Goes out of it.</summary>
    public void Leave() => depth--;
}
