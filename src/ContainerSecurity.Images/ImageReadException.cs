namespace ContainerSecurity.Images;

/// <summary>
/// An image that cannot be read, with the reason in words. Streams of bytes cannot give results beside values, so here
/// bad input is an exception.
/// </summary>
#pragma warning disable CA1032 // The reason is always known.
public sealed class ImageReadException : IOException
#pragma warning restore CA1032
{
    /// <summary>Creates an exception.</summary>
    /// <param name="failure">The reason.</param>
    /// <param name="message">The reason as a sentence that names the content.</param>
    /// <param name="innerException">What was thrown below; null where nothing was.</param>
    public ImageReadException(ImageReadFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>The reason.</summary>
    public ImageReadFailure Failure { get; }
}
