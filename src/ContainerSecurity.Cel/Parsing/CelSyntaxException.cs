namespace ContainerSecurity.Cel.Parsing;

/// <summary>Stops the parser at a syntax error; never leaves the library.</summary>
internal sealed class CelSyntaxException(int position, string message) : Exception(message)
{
    public int Position { get; } = position;
}
