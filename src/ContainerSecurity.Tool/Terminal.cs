namespace ContainerSecurity.Tool;

/// <summary>Where the commands read and write.</summary>
internal sealed class Terminal(TextReader input, TextWriter output, TextWriter error)
{
    public TextReader Input { get; } = input;

    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>Whether colours are welcome: a terminal, and nobody said no.</summary>
    public bool UsesColor(bool forbidden) =>
        !forbidden && Output is StreamWriter && !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Whether a progress line would be seen and would not end up in a file.</summary>
    public bool ShowsProgress => ReferenceEquals(Error, Console.Error) && !Console.IsErrorRedirected && !Console.IsOutputRedirected;
}
