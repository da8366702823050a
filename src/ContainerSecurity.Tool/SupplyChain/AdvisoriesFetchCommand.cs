using System.CommandLine;
using ContainerSecurity.SupplyChain.Advisories.Fetching;

namespace ContainerSecurity.Tool.SupplyChain;

/// <summary><c>csec advisories fetch</c>.</summary>
internal sealed class AdvisoriesFetchCommand : Command
{
    private readonly Terminal terminal;
    private readonly Argument<string[]> urls = new("url")
    {
        Description = "Addresses of published advisories; behind one may stand #sha256=…, the digest that the file must have.",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string> output = new("--output", "-o")
    {
        Description = "The folder to write to (default: this one).",
        DefaultValueFactory = _ => ".",
    };
    private readonly Option<bool> allowHttp = new("--allow-http") { Description = "Ask addresses without TLS too." };

    public AdvisoriesFetchCommand(Terminal terminal)
        : base("fetch", "Fetches published advisories: what is newer than what is there, whole and readable.")
    {
        this.terminal = terminal;
        Arguments.Add(urls);
        Options.Add(output);
        Options.Add(allowHttp);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        bool hasFailed = false;
        using AdvisoryFetcher fetcher = new(parsed.GetValue(output)!, new FetchOptions { AllowHttp = parsed.GetValue(allowHttp) });
        foreach (string text in parsed.GetValue(urls) ?? [])
            if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url))
            {
                terminal.Error.WriteLine("csec: An address was not fetched: it is none that begins with https://.");
                hasFailed = true;
            }
            else
            {
                FetchResult result = await fetcher.FetchAsync(url, cancellation).ConfigureAwait(false);
                Tell(result);
                hasFailed |= result.Outcome == FetchOutcome.Failed;
            }

        return hasFailed ? ExitCode.BadInput : ExitCode.Clean;
    }

    private void Tell(FetchResult result)
    {
        if (result.Outcome == FetchOutcome.Failed)
            terminal.Error.WriteLine($"csec: {result.Url}: {result.Error}");
        else
            terminal.Lines.WriteLine($"{result.File}: {(result.Outcome == FetchOutcome.Fetched ? "fetched" : "unchanged")}");
        AdvisoryWords.TellNotes(terminal, result.Notes);
    }
}
