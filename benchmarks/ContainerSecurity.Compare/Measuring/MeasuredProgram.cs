namespace ContainerSecurity.Compare.Measuring;

/// <summary>A program with its arguments, as it is started in every round.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="File">Its path, or its name in the search path.</param>
/// <param name="Arguments">What it is given.</param>
internal sealed record MeasuredProgram(string Name, string File, params string[] Arguments)
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(" *;$'\"");

    /// <summary>The processors that it may use; all where none is named.</summary>
    public IReadOnlyList<int> Processors { get; init; } = [];

    /// <summary>The exit codes that say that it did its work; others are errors.</summary>
    public IReadOnlyList<int> Codes { get; init; } = [0];

    /// <summary>Where it is started.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether its standard output is kept; otherwise it goes to <c>/dev/null</c>.</summary>
    public bool KeepsOutput { get; init; }

    /// <summary>Whether it warms up, takes the time itself and prints it.</summary>
    public bool MeasuresItself { get; init; }

    /// <summary>How it would be typed, with paths below a folder as relative ones.</summary>
    public string CommandFrom(string folder) =>
        string.Join(' ', Arguments.Prepend(File).Select(a => Quoted(a.Replace(folder + "/", "", StringComparison.Ordinal))));

    private static string Quoted(string argument) => argument.AsSpan().ContainsAny(Special) ? $"'{argument}'" : argument;
}
