using System.CommandLine;
using ContainerSecurity.Docker.Hosts;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Sources;
using ContainerSecurity.Tool.Reporting;

namespace ContainerSecurity.Tool.Docker;

/// <summary><c>csec docker</c> itself: judges a host, and watches it.</summary>
internal sealed class HostScan
{
    private const string Text = "text";

    private readonly Terminal terminal;
    private readonly ScanOptions options;
    private readonly Option<Uri?> host = new("--host", "-H")
    {
        Description = "The engine's address, such as unix:///run/docker.sock or tcp://host:2376 "
            + "(default: DOCKER_HOST, Docker's context, or this machine's engine).",
        CustomParser = result => ReadAddress(result.Tokens[0].Value, result.AddError),
    };

    private readonly Option<bool> watch = new("--watch")
    {
        Description = "After the scan, judge what is created, started or changed, until the command is ended.",
    };

    private readonly Option<bool> images = new("--images") { Description = "Read the layers of images too, and not their configuration and history alone." };
    private readonly Option<string?> settings = new("--daemon-json")
    {
        Description = "The engine's settings file (default: where an engine in the usual place keeps it).",
    };

    private HostScan(Command command, Terminal terminal)
    {
        this.terminal = terminal;
        foreach (Option option in new Option[] { host, watch, images, settings })
            command.Options.Add(option);
        options = new ScanOptions(command, terminal, isKubernetes: false);
        command.Validators.Add(result =>
        {
            if (result.GetValue(watch) && !options.WritesText(result))
                result.AddError("'--watch' writes as it goes, which only '--format text' can.");
        });
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
    }

    /// <summary>Gives a command the scan of a host as what it does itself.</summary>
    public static void AddTo(Command command, Terminal terminal) => _ = new HostScan(command, terminal);

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var errors = new List<DocumentError>();
        if (options.CreateEngine(parsed, SourceType.Auto, errors) is not { } engine)
            return ExitCode.BadInput;
        var scanner = new DockerHostScanner(engine, new DockerHostOptions
        {
            Endpoint = parsed.GetValue(host),
            ReadsLayers = parsed.GetValue(images),
            SettingsFile = parsed.GetValue(settings),
        });
        bool isWatch = parsed.GetValue(watch);
        IAsyncEnumerable<Decision> decisions = isWatch ? scanner.ScanAndWatchAsync(cancellation) : scanner.ScanAsync(cancellation);
        string asked = parsed.GetValue(host)?.OriginalString ?? "docker";
        var coverage = new ScanCoverage(terminal, new SourceSelection([], errors, []), [asked], allowEmpty: false, verbose: true);
        return options.Run(parsed, engine.Rules, Completed(decisions), coverage, new ProgressLine(terminal, 0), isLive: isWatch);
    }

    /// <summary>The decisions; in the end one that says why there are no more, where that is for want of an engine.</summary>
    private static IEnumerable<Decision> Completed(IAsyncEnumerable<Decision> decisions)
    {
        using IEnumerator<Decision> each = decisions.ToBlockingEnumerable().GetEnumerator();
        while (true)
        {
            Decision? fault = null;
            try
            {
                if (!each.MoveNext())
                    yield break;
            }
            catch (DockerHostException e)
            {
                fault = new Decision("docker", 0, [], [new DocumentError("docker", SourceSpan.FileStart, e.Message)]);
            }
            catch (OperationCanceledException)
            {
                // Whoever watches ends it so.
                yield break;
            }
            yield return fault ?? each.Current;
            if (fault is not null)
                yield break;
        }
    }

    private static Uri? ReadAddress(string text, Action<string> refuse)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && text.Contains("://", StringComparison.Ordinal))
            return address;
        refuse($"'{text}' is no address of an engine; write it like unix:///run/docker.sock or tcp://host:2376.");
        return null;
    }
}
