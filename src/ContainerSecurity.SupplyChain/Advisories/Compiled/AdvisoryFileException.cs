namespace ContainerSecurity.SupplyChain.Advisories.Compiled;

/// <summary>A compiled file of advisories is no such file, is damaged, or is of a version that is not known.</summary>
public sealed class AdvisoryFileException : IOException
{
    /// <summary>Creates an exception.</summary>
    public AdvisoryFileException()
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    public AdvisoryFileException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="innerException">What was met.</param>
    public AdvisoryFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static AdvisoryFileException Broken(string what) => new(
        $"The compiled file of advisories is damaged: {what}. Nothing of that part is believed; build or fetch the file again.");
}
