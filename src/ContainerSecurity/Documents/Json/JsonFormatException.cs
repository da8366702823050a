namespace ContainerSecurity.Documents.Json;

/// <summary>Ends the reading of a JSON text.</summary>
#pragma warning disable CA1032, CA1064 // Internal control flow of the reader; never leaves it.
internal sealed class JsonFormatException(int at, string message) : Exception(message)
{
    /// <summary>The offset of the fault.</summary>
    public int At => at;
}
#pragma warning restore CA1032, CA1064
