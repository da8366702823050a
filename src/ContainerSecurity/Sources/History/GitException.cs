namespace ContainerSecurity.Sources;

/// <summary>Git cannot be run, is of another mind, or failed half way; the message says it for people.</summary>
public sealed class GitException : IOException
{
    /// <summary>Creates an exception.</summary>
    public GitException()
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What is wrong.</param>
    public GitException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What was thrown.</param>
    public GitException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
