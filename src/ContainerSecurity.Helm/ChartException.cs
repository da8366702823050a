namespace ContainerSecurity.Helm;

/// <summary>A chart cannot be read or put together. The message says what Helm says.</summary>
public sealed class ChartException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What is wrong.</param>
    public ChartException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What it comes from.</param>
    public ChartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
