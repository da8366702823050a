namespace ContainerSecurity.Documents.Hcl;

/// <summary>A text that is no HCL.</summary>
/// <param name="at">The offset of what is wrong.</param>
/// <param name="message">What is wrong, as a sentence.</param>
internal sealed class HclSyntaxException(int at, string message) : Exception(message)
{
    /// <summary>The offset of what is wrong.</summary>
    public int At => at;
}
