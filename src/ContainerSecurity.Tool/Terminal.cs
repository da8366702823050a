using ContainerSecurity.Reports;
using ContainerSecurity.Tool.Reporting;

namespace ContainerSecurity.Tool;

/// <summary>Where the commands read and write.</summary>
internal sealed class Terminal(TextReader input, TextWriter output, TextWriter error)
{
    public TextReader Input { get; } = input;

    public TextWriter Output { get; } = output;

    /// <summary>
    /// Lines for people on the output. What has a format of its own that knows what to do with text of the input goes
    /// to <see cref="Output"/>.
    /// </summary>
    public LineWriter Lines { get; } = new(output);

    /// <summary>Lines for people beside the output.</summary>
    public LineWriter Error { get; } = new(error);

    /// <summary>What the lines beside the output are written to.</summary>
    public TextWriter PlainError => error;

    /// <summary>Whether colours are welcome: a terminal, and nobody said no.</summary>
    public bool UsesColor(bool forbidden) =>
        !forbidden && IsSeen && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Whether the output is a terminal that somebody looks at.</summary>
    public bool IsSeen { get; init; } = output is StreamWriter && !Console.IsOutputRedirected;

    /// <summary>Whether the terminal opens links: those that are known to, as they name themselves in variables.</summary>
    public bool KnowsLinks { get; init; } = LinkSupport.Of(Environment.GetEnvironmentVariable);

    /// <summary>Whether a progress line would be seen and would not end up in a file. The default value is false.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Shows a line that the next one takes the place of; an empty one makes room.</summary>
    public void ShowProgress(string text) => error.Write($"\r{VisibleText.Of(text)}\u001b[K");
}
