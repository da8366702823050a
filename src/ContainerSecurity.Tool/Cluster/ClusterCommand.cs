using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes;
using ContainerSecurity.Policies;
using ContainerSecurity.Sources;
using ContainerSecurity.Tool.Cluster;
using ContainerSecurity.Tool.Reporting;
using Microsoft.AspNetCore.Builder;

namespace ContainerSecurity.Tool;

/// <summary><c>csec cluster</c>.</summary>
internal sealed class ClusterCommand : Command
{
    private readonly Terminal terminal;
    private readonly ScanOptions options;
    private readonly Option<string?> kubeconfig =
        new("--kubeconfig") { Description = "The kubeconfig file (default: KUBECONFIG, ~/.kube/config, or the pod that csec runs in)." };
    private readonly Option<string?> context = new("--context") { Description = "The context in it (default: its current one)." };
    private readonly Option<string[]> namespaces = new("--namespace", "-n") { Description = "Only this namespace." };
    private readonly Option<string[]> kinds =
        new("--kinds") { Description = "Only these kinds, such as Deployment,Rollout.argoproj.io; * for every kind (default: those that rules speak of, but for Secrets)." };
    private readonly Option<string?> shard = new("--shard") { Description = "Only this part of the cluster, such as 2/5." };
    private readonly Option<bool> reports = new("--reports") { Description = "Store the results in the cluster, as PolicyReport or Report, whichever it has." };
    private readonly Option<bool> watch = new("--watch") { Description = "After the scan, judge what changes, until the command is ended." };
    private readonly Option<IPEndPoint?> listen = new("--listen")
    {
        Description = "With --watch: where to answer /metrics, /healthz and /readyz, such as 0.0.0.0:8080.",
        CustomParser = result => IPEndPoint.TryParse(result.Tokens[0].Value, out IPEndPoint? address)
            && result.Tokens[0].Value.Contains(':', StringComparison.Ordinal)
            ? address
            : Refuse<IPEndPoint?>(result, $"'{result.Tokens[0].Value}' is no address to listen at; write it like 0.0.0.0:8080."),
    };

    private readonly Option<string?> lease =
        new("--lease") { Description = "With --watch: the lease, as NAMESPACE/NAME, by which one of several watches works and the others wait." };
    private readonly Option<bool> noClusterPolicies = new("--no-cluster-policies") { Description = "Leave the cluster's own policies to the cluster." };

    public ClusterCommand(Terminal terminal)
        : base("cluster", "Judges what a Kubernetes cluster runs.")
    {
        this.terminal = terminal;
        shard.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !ClusterShard.TryParse(text, out _))
                result.AddError($"'{text}' is no part of a cluster; write it like 2/5.");
        });
        lease.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && LeaseOf(text) is null)
                result.AddError($"'{text}' is no lease; write it like NAMESPACE/NAME.");
        });
        Validators.Add(result =>
        {
            if (result.GetValue(watch) && !options!.WritesText(result))
                result.AddError("'--watch' writes as it goes, which only '--format text' can.");
            if (!result.GetValue(watch) && (result.GetResult(listen) is not null || result.GetResult(lease) is not null))
                result.AddError("'--listen' and '--lease' are for '--watch'.");
        });
        options = new ScanOptions(this, terminal, isKubernetes: true);
        foreach (Option option in new Option[] { kubeconfig, context, namespaces, kinds, shard, reports, watch, listen, lease, noClusterPolicies })
            Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var errors = new List<DocumentError>();
        if (options.CreateEngine(parsed, SourceType.Auto, errors) is not { } engine || Connect(parsed) is not { } client)
            return ExitCode.BadInput;
        using (client)
        {
            if (parsed.GetValue(watch))
                return await WatchAsync(parsed, engine, client, errors, cancellation).ConfigureAwait(false);
            ClusterScan scan = await new ClusterScanner(client, engine, ScanOptionsOf(parsed)).OpenAsync(cancellation).ConfigureAwait(false);
            IAsyncEnumerable<Decision> decisions = parsed.GetValue(reports)
                ? new PolicyReporter(client).RunAsync(scan, cancellation)
                : scan.JudgeAsync(cancellation);
            var coverage = new ScanCoverage(terminal, new SourceSelection([], errors, []), ["cluster"], allowEmpty: false, verbose: false);
            return options.Run(parsed, scan.Rules, decisions.ToBlockingEnumerable(cancellation), coverage, new ProgressLine(terminal, 0));
        }
    }

    private async Task<int> WatchAsync(ParseResult parsed, PolicyEngine engine, k8s.Kubernetes client, List<DocumentError> errors,
        CancellationToken cancellation)
    {
        using var watcher = new ClusterWatcher(client, engine, new ClusterWatchOptions { Scan = ScanOptionsOf(parsed) });
        Leadership? leadership = LeaseOf(parsed.GetValue(lease)) is var (space, name) ? new Leadership(client, space, name) : null;
        WebApplication? server = parsed.GetValue(listen) is { } address ? WatchServer.Build(address, watcher, leadership) : null;
        server?.Lifetime.ApplicationStarted.Register(() => terminal.Error.WriteLine($"csec: answers at {string.Join(' ', server.Urls)}"));
        var live = new ClusterWatch(watcher, parsed.GetValue(reports) ? new PolicyReporter(client) : null, leadership, server);
        var coverage = new ScanCoverage(terminal, new SourceSelection([], errors, []), ["cluster"], allowEmpty: true, verbose: false);
        try
        {
            return await Task.Run(
                () => options.Run(parsed, engine.Rules, live.RunAsync(cancellation).ToBlockingEnumerable(CancellationToken.None), coverage,
                    new ProgressLine(terminal, 0), isLive: true),
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException e) when (server is not null)
        {
            terminal.Error.WriteLine($"csec: {e.Message}");
            return ExitCode.BadInput;
        }
        finally
        {
            if (server is not null)
                await server.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Namespace and name of a lease; null for none.</summary>
    private static (string Namespace, string Name)? LeaseOf(string? text) =>
        text?.Split('/') is [{ Length: > 0 } space, { Length: > 0 } name] ? (space, name) : null;

    private static T? Refuse<T>(ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }

    private ClusterScanOptions ScanOptionsOf(ParseResult parsed) =>
        new()
        {
            Namespaces = parsed.GetValue(namespaces) ?? [],
            Kinds = [.. (parsed.GetValue(kinds) ?? []).SelectMany(k => k.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
            Shard = ClusterShard.TryParse(parsed.GetValue(shard), out ClusterShard? part) ? part : null,
            KeepsReferences = parsed.GetValue(reports),
            ReadsClusterPolicies = !parsed.GetValue(noClusterPolicies),
        };

    /// <summary>The client of the cluster; null where there is none, which has then been said.</summary>
    private k8s.Kubernetes? Connect(ParseResult parsed) => ClusterConnection.Open(terminal, parsed.GetValue(kubeconfig), parsed.GetValue(context));
}
