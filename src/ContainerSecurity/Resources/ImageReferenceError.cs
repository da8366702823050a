namespace ContainerSecurity.Resources;

/// <summary>Why a text is no image reference.</summary>
public enum ImageReferenceError
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>There is no text.</summary>
    Empty,

    /// <summary>It does not follow the grammar <c>[registry/]repository[:tag][@digest]</c>.</summary>
    InvalidFormat,

    /// <summary>The repository has upper-case letters.</summary>
    Uppercase,

    /// <summary>The repository is longer than 255 characters.</summary>
    NameTooLong,

    /// <summary>It is a bare image ID of 64 hexadecimal digits, which cannot be pulled by that name.</summary>
    ImageId,

    /// <summary>The digest's algorithm is none of sha256, sha384 and sha512.</summary>
    DigestUnsupported,

    /// <summary>The digest is too short or too long for its algorithm.</summary>
    DigestInvalidLength,

    /// <summary>The digest is not written in lower-case hexadecimal digits.</summary>
    DigestInvalidFormat,
}
