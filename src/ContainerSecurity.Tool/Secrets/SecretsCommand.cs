using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Sources;
using ContainerSecurity.Tool.Reporting;

namespace ContainerSecurity.Tool.Secrets;

/// <summary><c>csec secrets</c>.</summary>
internal sealed class SecretsCommand : Command
{
    private const string GitIgnore = ".gitignore";

    private readonly Terminal terminal;
    private readonly ScanOptions options;
    private readonly HistoryOptions history = new();
    private readonly Argument<string> path = new("path") { Description = "A file or folder.", DefaultValueFactory = _ => "." };
    private readonly Option<string[]> include = new("--include") { Description = "Only files that match this pattern." };
    private readonly Option<string[]> exclude = new("--exclude") { Description = "No files that match this pattern." };
    private readonly Option<bool> noIgnore = new("--no-ignore") { Description = "Read also what .gitignore hides in folders." };
    private readonly Option<bool> allowEmpty = new("--allow-empty") { Description = "That nothing was searched is no error." };
    private readonly Option<bool> verbose = new("--verbose", "-v") { Description = "Say which files were skipped, and why." };

    public SecretsCommand(Terminal terminal)
        : base("secrets", "Searches texts, and the history of a Git repository, for secrets.")
    {
        this.terminal = terminal;
        path.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(t => t.Value.Length > 1 && t.Value[0] == '-') is { } unknown)
                result.AddError(WrongWords.Option(this, unknown.Value));
        });
        Arguments.Add(path);
        history.AddTo(this);
        options = new ScanOptions(this, terminal, isKubernetes: false, isDiscovered: true);
        foreach (Option option in new Option[] { include, exclude, noIgnore, allowEmpty, verbose })
            Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var errors = new List<DocumentError>();
        string wanted = parsed.GetValue(path)!;
        if (options.CreateEngine(parsed, SourceType.Text, errors, [wanted], []) is not { } engine)
            return ExitCode.BadInput;
        var which = new SourceDiscoveryOptions
        {
            Type = SourceType.Text,
            Secrets = SecretScope.All,
            Include = parsed.GetValue(include) ?? [],
            Exclude = parsed.GetValue(exclude) ?? [],
            IgnoreFiles = parsed.GetValue(noIgnore) ? [] : [GitIgnore],
            SkippedFolders = parsed.GetValue(noIgnore) ? [] : new SourceDiscoveryOptions().SkippedFolders,
        };
        bool isPartial = history.IsPartial(parsed);
        SourceSelection selection = isPartial ? new SourceSelection([], [], []) : SourceDiscovery.Find([wanted], which);
        selection = options.WithoutOutputs(parsed, selection) with { Errors = [.. selection.Errors, .. errors] };
        // What a history passes over by name, it counts itself.
        if (history.IsWanted(parsed))
            selection = selection with { PassedOver = [.. selection.PassedOver.Where(p => p.Fault is not null || p.Kind <= PassedOverKind.Packages)] };
        IEnumerable<Decision> decisions = history.IsWanted(parsed)
            ? history.Search(parsed, engine, wanted, new PathFilter(which.Include, which.Exclude)).Run(selection.Sources)
            : engine.Scan(selection.Sources);
        var coverage = new ScanCoverage(terminal, selection, [wanted], parsed.GetValue(allowEmpty) || isPartial, parsed.GetValue(verbose));
        return options.Run(parsed, engine.Rules, decisions, coverage, new ProgressLine(terminal, selection.Sources.Count));
    }
}
