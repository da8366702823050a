using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Hardening;
using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tool.Hardening;

/// <summary><c>csec harden</c>.</summary>
internal sealed class HardenCommand : Command
{
    private readonly Terminal terminal;
    private readonly PolicyOptions policy = new();
    private readonly Argument<string[]> paths = new("file")
    {
        Description = "Files, or folders (recursive).",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<bool> diff = new("--diff") { Description = "Show what would be changed, and change nothing (default)." };
    private readonly Option<bool> write = new("--write") { Description = "Change the files." };
    private readonly Option<bool> missingOnly = new("--missing-only") { Description = "Add what is missing; replace nothing that is written." };
    private readonly Option<bool> resolve = new("--resolve") { Description = "Ask the registries for the digests and the users of images." };
    private readonly Option<bool> plainHttp = new("--plain-http") { Description = "Ask the registries without TLS." };
    private readonly Option<string> type = new("--type")
    {
        Description = "What the files are: auto, kubernetes, compose or dockerfile.",
        DefaultValueFactory = _ => "auto",
    };

    public HardenCommand(Terminal terminal)
        : base("harden", "Mends files in place: adds what is missing and replaces what is bad, and keeps comments and layout.")
    {
        this.terminal = terminal;
        type.AcceptWords("auto", "kubernetes", "compose", "dockerfile");
        Arguments.Add(paths);
        foreach (Option option in (Option[])[diff, write, .. policy.All, missingOnly, resolve, plainHttp, type])
            Options.Add(option);
        Validators.Add(result =>
        {
            if (result.GetValue(diff) && result.GetValue(write))
                result.AddError("--diff changes nothing and --write does; give one of them.");
        });
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (ReadPolicy(parsed) is not { } hardened)
            return ExitCode.BadInput;
        SourceType sourceType = OptionWords.SourceType(parsed.GetValue(type)!);
        var hardener = new SourceHardener(new Hardener(hardened, new HardeningOptions { MissingOnly = parsed.GetValue(missingOnly) }), sourceType);
        SourceSelection selection = SourceDiscovery.Find(parsed.GetValue(paths) ?? [], new SourceDiscoveryOptions { Type = sourceType });
        var report = new HardenReport(terminal, parsed.GetValue(write));
        foreach (DocumentError error in selection.Errors)
            report.Fail(error);
        RegistryImages? images = parsed.GetValue(resolve) ? new RegistryImages(terminal, parsed.GetValue(plainHttp)) : null;
        foreach (Source source in selection.Sources)
        {
            HardenedSource file = images is null ? hardener.Harden(source) : await hardener.HardenAsync(source, images, cancellation).ConfigureAwait(false);
            report.Add(file);
        }
        return report.End();
    }

    /// <summary>The policy with what it hardens. One that is named says so itself; without one, all that has a fix is mended.</summary>
    private Policy? ReadPolicy(ParseResult parsed)
    {
        var options = new PolicyEngineOptions { OnlyRules = policy.Rules(parsed), SkippedRules = policy.SkippedRules(parsed) };
        if (policy.Read(parsed, terminal) is not { } read || PolicyOptions.CreateEngine(read, terminal, options) is not { } engine)
            return null;
        RuleDescriptor[] fixable = [.. engine.Rules.Where(r => r.IsHardenable)];
        if (policy.Rules(parsed).Count > 0)
            return HardenedRules.Only(read, fixable);
        if (!policy.IsNamed(parsed))
            return read.WithHardening();
        if (new Hardener(read).Rules.Count == 0)
            terminal.Error.WriteLine("csec: The policy hardens nothing: none of its rules says 'harden: true'.");
        return read;
    }
}
