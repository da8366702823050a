using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Images.Caching;
using ContainerSecurity.Sources;
using ContainerSecurity.Tool.Reporting;
using ContainerSecurity.Tool.SupplyChain;
using ContainerSecurity.Tool.SupplyChain.Signing;

namespace ContainerSecurity.Tool;

/// <summary><c>csec image</c>.</summary>
internal sealed class ImageCommand : Command
{
    private readonly Terminal terminal;
    private readonly ScanOptions options;
    private readonly ImageOptions images = new();
    private readonly Argument<string[]> locations = new("image")
    {
        Description = "A reference (registry.example.com/shop/web:1.4.2), an archive of docker save, an OCI archive "
            + "or an OCI layout folder; behind a path may stand :name, the name of an image in it.",
        Arity = ArgumentArity.OneOrMore,
    };

    public ImageCommand(Terminal terminal)
        : base("image", "Judges images: their configuration, and the files of all their layers.")
    {
        this.terminal = terminal;
        // An option that there is none of would be a name to ask a registry for.
        locations.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(t => t.Value.StartsWith('-')) is { } unknown)
                result.AddError(WrongWords.Option(this, unknown.Value));
        });
        Arguments.Add(locations);
        options = new ScanOptions(this, terminal, isKubernetes: false);
        images.AddTo(this);
        images.AddCacheTo(this);
        Subcommands.Add(new ImageVerifyCommand(terminal));
        Subcommands.Add(new ImageSignCommand(terminal));
        Subcommands.Add(new ImageAttestCommand(terminal));
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var errors = new List<DocumentError>();
        if (options.CreateEngine(parsed, SourceType.Auto, errors) is not { } engine)
            return ExitCode.BadInput;
        string[] wanted = parsed.GetValue(locations) ?? [];
        using ImageAdvisories? known = images.AdvisoriesOf(parsed);
        options.VulnerabilityData = known?.Data;
        var progress = new ProgressLine(terminal, wanted.Length);
        LayerCache cache = images.CacheOf(parsed, engine.Policy, errors);
        var selection = new SourceSelection(
            [.. wanted.Select(images.Reader(parsed, engine.Policy, cache, progress, known, engine.Rules, options.OnRead))], errors, []);
        int code = options.Run(parsed, engine, selection.Sources, new ScanCoverage(terminal, selection, wanted, allowEmpty: false, verbose: false), progress);
        code = known?.Tell(terminal) == true && !options.AllowsNotEvaluated(parsed) ? Math.Max(code, ExitCode.BadInput) : code;
        return options.Attest(parsed, engine, code, areFiles: false);
    }
}
