using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize;
using ContainerSecurity.Images.Caching;
using ContainerSecurity.Sources;
using ContainerSecurity.SupplyChain.ScannerReports;
using ContainerSecurity.Tool.Charts;
using ContainerSecurity.Tool.Reporting;
using ContainerSecurity.Tool.SupplyChain;

namespace ContainerSecurity.Tool;

/// <summary><c>csec scan</c>.</summary>
internal sealed class ScanCommand : Command
{
    /// <summary>Images are no texts, so the library's sources have no such type.</summary>
    private const string Images = "image";

    private const string GitIgnore = ".gitignore";

    private readonly Terminal terminal;
    private readonly ScanOptions options;
    private readonly ImageOptions images = new();
    private readonly ChartOptions charts = new();
    private readonly Argument<string[]> paths = new("path")
    {
        Description = "Files, folders (recursive), or - for standard input.",
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => ["."]
    };
    private readonly Option<string[]> files = new("--file", "-f") { Description = "A file or folder, as if it were a path; repeatable." };
    private readonly ChangedSince changed = new();
    private readonly Option<string[]> include = new("--include") { Description = "Only files that match this pattern." };
    private readonly Option<string[]> exclude = new("--exclude") { Description = "No files that match this pattern, and nothing in folders that do." };
    private readonly Option<string> type = new("--type")
    {
        Description = "What the files are: auto, kubernetes, compose, dockerfile, docker-inspect, project, chart, image (archives and "
            + "OCI layouts) or text (any file, searched for secrets).",
        DefaultValueFactory = _ => "auto"
    };

    private readonly Option<string> secrets = new("--secrets")
    {
        Description = "Which texts of folders are searched for secrets beside what is judged: settings (also infrastructure, scripts, files of "
            + "credentials), all or off. A named file is always searched.",
        DefaultValueFactory = _ => OptionWords.Lower(nameof(SecretScope.Settings)),
    };

    private readonly Option<bool> noIgnore = new("--no-ignore") { Description = "Read also what .gitignore hides in folders, and folders of packages, build output and version control." };
    private readonly Option<bool> allowEmpty = new("--allow-empty") { Description = "That nothing was scanned is no error." };
    private readonly Option<bool> verbose = new("--verbose", "-v") { Description = "Say which files of the folders were skipped, and why." };

    public ScanCommand(Terminal terminal)
        : base("scan", "Judges files and folders.")
    {
        this.terminal = terminal;
        type.AcceptWords([.. OptionWords.SourceTypes, Images]);
        paths.Validators.Add(result =>
        {
            foreach (string option in result.Tokens.Select(t => t.Value).Where(t => t.Length > 1 && t[0] == '-'))
                result.AddError($"{WrongWords.Option(this, option)} A file of that name is written './{option}'.");
        });
        Arguments.Add(paths);
        options = new ScanOptions(this, terminal, isKubernetes: true, isDiscovered: true);
        secrets.AcceptWords([.. OptionWords.SecretScopes]);
        foreach (Option option in (Option[])[files, include, exclude, type, secrets, noIgnore, allowEmpty, verbose, .. charts.OfScan])
            Options.Add(option);
        changed.AddTo(this);
        images.AddAdvisoriesTo(this);
        Validators.Add(result =>
        {
            if (result.GetResult(type)?.Errors.Any() != true && result.GetValue(type) == Images && changed.IsWantedBy(result))
                result.AddError("--changed-since compares files; images have no history in a repository.");
        });
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var errors = new List<DocumentError>();
        bool areImages = parsed.GetValue(type) == Images;
        SourceType sourceType = areImages ? SourceType.Auto : OptionWords.SourceType(parsed.GetValue(type)!);
        ReportInputs reports = images.ReportsOf(parsed);
        string[] wanted = Wanted(parsed);
        if (options.CreateEngine(parsed, sourceType, errors, wanted, [reports.Format]) is not { } engine)
            return ExitCode.BadInput;
        var which = new SourceDiscoveryOptions
        {
            Type = sourceType,
            Secrets = sourceType == SourceType.Auto ? OptionWords.SecretScope(parsed.GetValue(secrets)!) : SecretScope.Off,
            Include = parsed.GetValue(include) ?? [],
            Exclude = parsed.GetValue(exclude) ?? [],
            Wants = path => sourceType == SourceType.Auto && PackageReportFormat.Wants(path),
            Folders = FoldersOf(parsed, sourceType),
            IgnoreFiles = parsed.GetValue(noIgnore) ? [] : [GitIgnore],
            SkippedFolders = parsed.GetValue(noIgnore) ? [] : new SourceDiscoveryOptions().SkippedFolders,
        };
        SourceSelection selection = areImages
            ? new ImageSelection(which, images.Reader(
                parsed, engine.Policy, new LayerCache(engine.Policy.Secrets), null, reports.Images, engine.Rules, options.OnRead)).Find(wanted)
            : FindFiles(wanted, which);
        selection = options.WithoutOutputs(parsed, selection) with { Errors = [.. selection.Errors, .. errors] };
        var coverage = new ScanCoverage(terminal, selection, wanted, parsed.GetValue(allowEmpty), parsed.GetValue(verbose));
        options.VulnerabilityData = reports.Images?.Data;
        int code = changed.IsWanted(parsed)
            ? options.Run(parsed, engine.Rules, changed.Filter(parsed, engine, wanted, which, engine.Scan(selection.Sources), Tell), coverage,
                new ProgressLine(terminal, selection.Sources.Count))
            : options.Run(parsed, engine, selection.Sources, coverage, new ProgressLine(terminal, selection.Sources.Count), areFiles: !areImages);

        void Tell(string line)
        {
            if (!options.IsQuiet(parsed))
                terminal.Error.WriteLine($"csec: {line}");
        }

        code = reports.Tell(terminal) && !options.AllowsNotEvaluated(parsed) ? Math.Max(code, ExitCode.BadInput) : code;
        return options.Attest(parsed, engine, code, areFiles: !areImages);
    }

    /// <summary>The paths that are named, by either way of naming them.</summary>
    private string[] Wanted(ParseResult parsed)
    {
        string[] named = [.. parsed.GetResult(paths) is { Implicit: false } ? parsed.GetValue(paths) ?? [] : [], .. parsed.GetValue(files) ?? []];
        return named.Length > 0 ? named : ["."];
    }

    /// <summary>What several files describe together: charts and kustomizations.</summary>
    private List<IFolderFormat> FoldersOf(ParseResult parsed, SourceType sourceType)
    {
        var folders = new List<IFolderFormat>();
        if (sourceType is SourceType.Auto or SourceType.Chart)
            folders.Add(charts.ReadFormat(parsed, terminal, parsed.GetValue<string?>("--kubernetes-version")));
        if (sourceType is SourceType.Auto or SourceType.Kubernetes)
            folders.Add(new KustomizationFormat());
        return folders;
    }

    /// <summary>Finds the files; standard input is one more source.</summary>
    private SourceSelection FindFiles(string[] wanted, SourceDiscoveryOptions which)
    {
        SourceSelection selection = SourceDiscovery.Find(wanted.Where(p => p != BoundedInput.Path), which);
        if (!wanted.Contains(BoundedInput.Path))
            return selection;
        byte[] bytes = BoundedInput.Read(terminal.Input);
        var input = new Source(BoundedInput.Name, () => new MemoryStream(bytes, writable: false));
        return selection with { Sources = [input, .. selection.Sources] };
    }
}
