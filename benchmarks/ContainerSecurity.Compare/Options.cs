using System.Globalization;

namespace ContainerSecurity.Compare;

/// <summary>How a comparison is run.</summary>
/// <param name="Repository">The folder of the repository.</param>
internal sealed record Options(string Repository)
{
    /// <summary>Fewer rounds, smaller data, and only the rows that need nothing that takes long to make.</summary>
    public bool IsQuick { get; private init; }

    /// <summary>How often each pair is run.</summary>
    public int Rounds => NamedRounds ?? (IsQuick ? 3 : 9);

    /// <summary>The file that receives the results; null for none but standard output.</summary>
    public string? Output { get; private init; }

    /// <summary>The page on scale, whose figures are written anew; null for none.</summary>
    public string? Scale { get; private init; }

    /// <summary>The names of the rows to run; all where there are none.</summary>
    public IReadOnlyList<string> Rows { get; private init; } = [];

    private int? NamedRounds { get; init; }

    /// <summary>Whether what takes long to make is left out: in a quick run that names no rows.</summary>
    public bool IsShort => IsQuick && Rows.Count == 0;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">It holds what there is not.</exception>
    public static Options Parse(string repository, ReadOnlySpan<string> arguments)
    {
        var options = new Options(repository);
        for (int i = 0; i < arguments.Length; i++)
            if (arguments[i] == "--quick")
                options = options with { IsQuick = true };
            else if (i + 1 < arguments.Length && options.With(arguments[i], arguments[i + 1]) is { } changed)
            {
                options = changed;
                i++;
            }
            else
                throw new ArgumentException(
                    $"'{arguments[i]}' is no option, or lacks its value: --quick, --rounds N, --rows NAME,NAME, --output FILE, --scale FILE.",
                    nameof(arguments));
        return options;
    }

    private Options? With(string name, string value) => name switch
    {
        "--rounds" => this with { NamedRounds = int.Parse(value, CultureInfo.InvariantCulture) },
        "--rows" => this with { Rows = value.Split(',') },
        "--output" => this with { Output = value },
        "--scale" => this with { Scale = value },
        _ => null,
    };
}
