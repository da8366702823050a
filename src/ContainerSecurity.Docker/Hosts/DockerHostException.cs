using System.Net;

namespace ContainerSecurity.Docker.Hosts;

/// <summary>An engine that cannot be reached, or does not answer what it was asked.</summary>
public sealed class DockerHostException : IOException
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What went wrong and what to do, as a sentence.</param>
    /// <param name="status">The engine's status; null where it did not answer.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public DockerHostException(string message, HttpStatusCode? status = null, Exception? innerException = null)
        : base(message, innerException) => Status = status;

    /// <summary>The engine's status; null where it did not answer.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>Whether the object is not there, or not any more.</summary>
    internal bool IsNotFound => Status is HttpStatusCode.NotFound or HttpStatusCode.Gone;
}
