namespace ContainerSecurity.Resources;

/// <summary>Says in words why a text is no reference of an image.</summary>
public static class ImageReferenceErrors
{
    /// <summary>The reason as a clause, such as <c>a repository has no upper-case letters</c>.</summary>
    /// <param name="error">The error.</param>
    public static string Reason(this ImageReferenceError error) => error switch
    {
        ImageReferenceError.Empty => "there is no text",
        ImageReferenceError.Uppercase => "a repository has no upper-case letters",
        ImageReferenceError.NameTooLong => "a repository has at most 255 characters",
        ImageReferenceError.ImageId => "64 hexadecimal digits are an image's ID, which cannot be pulled",
        ImageReferenceError.DigestUnsupported => "a digest is one of sha256, sha384 and sha512",
        ImageReferenceError.DigestInvalidLength => "the digest is too short or too long",
        ImageReferenceError.DigestInvalidFormat => "a digest has lower-case hexadecimal digits only",
        _ => "that is no image reference",
    };
}
