using System.CommandLine;
using System.CommandLine.Parsing;
using ContainerSecurity.Policies;
using ContainerSecurity.Reports;

namespace ContainerSecurity.Tool.Reporting;

/// <summary>The options that say which reports a run writes, and where: <c>--format FMT[=FILE]</c>, as often as one likes.</summary>
internal sealed class ReportOutputs
{
    private const string Default = "text";
    private static readonly string[] Words = [.. OptionWords.Formats];
    private readonly Option<string[]> formats = new("--format")
    {
        Description = $"{string.Join(", ", Words)}; with '=FILE' it is written there; repeatable (default: {Default}).",
    };
    private readonly Option<string?> file = new("--output", "-o") { Description = "Write the report to this file." };
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "Say the findings and errors alone: no summary, no notes, no progress." };
    private readonly Option<string> least = new("--min-severity")
    {
        Description = "Lowest severity that is shown; milder findings are counted, and --fail-on means them as well: info, low, medium, high or critical.",
        DefaultValueFactory = _ => "info",
    };

    /// <param name="command">The command that takes the options.</param>
    public ReportOutputs(Command command)
    {
        formats.CompletionSources.Add(Words);
        formats.Validators.Add(Check);
        least.AcceptWords([.. PolicyWords.Severities.Keys]);
        command.Validators.Add(result =>
        {
            if (result.GetValue(file) is { } named && result.GetResult(formats)?.Errors.Any() != true
                && OutputsOf(result.GetValue(formats), null).All(o => o.File is not null))
                result.AddError($"All formats have files of their own, so there is nothing to write to '{named}'.");
        });
        All = [formats, file, quiet, least];
    }

    /// <summary>The options, in the order of the help.</summary>
    public IReadOnlyList<Option> All { get; }

    /// <summary>Whether people are told nothing besides findings and errors.</summary>
    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(quiet);

    /// <summary>The files that are written; a scan of their folder does not read them.</summary>
    public IReadOnlyList<string> Files(ParseResult parsed) =>
        [.. OutputsOf(parsed.GetValue(formats), parsed.GetValue(file)).Select(o => o.File).OfType<string>()];

    /// <summary>Whether all reports are text.</summary>
    public bool AreText(CommandResult result) => OutputsOf(result.GetValue(formats), null).All(o => o.Format == ReportFormat.Text);

    /// <summary>Opens the reports.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="terminal">Takes the report that has no file.</param>
    /// <param name="options">What the reports take from outside; how they look on a terminal is added here.</param>
    public OpenReports Open(ParseResult parsed, Terminal terminal, ReportOptions options)
    {
        var open = new List<(ReportWriter, TextWriter)>();
        foreach ((ReportFormat format, string? target) in OutputsOf(parsed.GetValue(formats), parsed.GetValue(file)))
        {
            TextWriter writer = target is null ? terminal.Output : new StreamWriter(target);
            bool isSeen = target is null && terminal.IsSeen;
            ReportOptions own = options with
            {
                Color = target is null && terminal.UsesColor(parsed.GetValue(CommonOptions.NoColor)),
                HasTables = isSeen,
                HasLinks = isSeen && terminal.KnowsLinks,
                IsQuiet = parsed.GetValue(quiet),
                LeastSeverity = PolicyWords.Severities[parsed.GetValue(least)!],
            };
            open.Add((ReportWriter.Create(format, writer, own), writer));
        }
        return new OpenReports([.. open.Select(o => o.Item1)], [.. open.Select(o => o.Item2)], terminal.Output);
    }

    private static (ReportFormat Format, string? File)[] OutputsOf(string[]? given, string? file) =>
        [.. (given is { Length: > 0 } ? given : [Default]).Select(Parse).Where(o => Words.Contains(o.Word, StringComparer.OrdinalIgnoreCase))
            .Select(o => (OptionWords.Format(o.Word), o.File ?? file))];

    private static (string Word, string? File) Parse(string text) => text.Split('=', 2) is [var word, var file] ? (word, file) : (text, null);

    private static void Check(OptionResult result)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string text in result.Tokens.Select(t => t.Value))
        {
            (string word, string? file) = Parse(text);
            if (!Words.Contains(word, StringComparer.OrdinalIgnoreCase))
                result.AddError(
                    $"--format does not take '{word}'{Suggestion.For(word, Words)}. It takes {string.Join(", ", Words)}, each with '=FILE' or without.");
            else if (file?.Length == 0)
                result.AddError($"--format {word}= names no file.");
            else if (!seen.Add(file is null ? "" : Path.GetFullPath(file)))
                result.AddError(file is null
                    ? $"Two formats go to the same place; give '{word}' a file: --format {word}=FILE."
                    : $"Two formats go to the file '{file}'.");
        }
    }
}
