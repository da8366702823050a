namespace ContainerSecurity.Images;

/// <summary>Why an image could not be read.</summary>
public enum ImageReadFailure
{
    /// <summary>The content does not follow its format.</summary>
    Malformed,

    /// <summary>The content ends before it is complete.</summary>
    Truncated,

    /// <summary>The content has another digest or size than what points to it says.</summary>
    DigestMismatch,

    /// <summary>The content breaks a bound of <see cref="ImageReadLimits"/>.</summary>
    LimitExceeded,

    /// <summary>The content is of a type or uses a feature that is not known.</summary>
    Unsupported,

    /// <summary>There is no such image, manifest or blob.</summary>
    NotFound,

    /// <summary>The registry asks for credentials, or refuses those it got.</summary>
    Unauthorized,

    /// <summary>The source does not answer, or answers with a fault of its own.</summary>
    Unreachable,
}
