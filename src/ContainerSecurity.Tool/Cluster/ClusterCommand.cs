using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes;
using ContainerSecurity.Policies;
using ContainerSecurity.Sources;
using k8s.Exceptions;

namespace ContainerSecurity.Tool;

/// <summary><c>csec cluster</c>.</summary>
internal sealed class ClusterCommand : Command
{
    private readonly Terminal terminal;
    private readonly ScanOptions options;
    private readonly Option<string?> kubeconfig = new("--kubeconfig") { Description = "The kubeconfig file (default: KUBECONFIG, ~/.kube/config, or the pod that csec runs in)." };
    private readonly Option<string?> context = new("--context") { Description = "The context in it (default: its current one)." };
    private readonly Option<string[]> namespaces = new("--namespace", "-n") { Description = "Only this namespace." };
    private readonly Option<string[]> kinds = new("--kinds") { Description = "Only these kinds, such as Deployment,Rollout.argoproj.io; * for every kind (default: those that rules speak of, but for Secrets)." };
    private readonly Option<string?> shard = new("--shard") { Description = "Only this part of the cluster, such as 2/5." };
    private readonly Option<bool> reports = new("--reports") { Description = "Store the results in the cluster, as PolicyReport or Report, whichever it has." };
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
        options = new ScanOptions(this, terminal, isKubernetes: true);
        foreach (Option option in new Option[] { kubeconfig, context, namespaces, kinds, shard, reports, noClusterPolicies })
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
            ClusterScan scan = await new ClusterScanner(client, engine, ScanOptionsOf(parsed)).OpenAsync(cancellation).ConfigureAwait(false);
            IAsyncEnumerable<Decision> decisions = parsed.GetValue(reports) ? new PolicyReporter(client).RunAsync(scan, cancellation) : scan.JudgeAsync(cancellation);
            var coverage = new ScanCoverage(terminal, new SourceSelection([], errors, []), ["cluster"], allowEmpty: false, verbose: false);
            return options.Run(parsed, scan.Rules, decisions.ToBlockingEnumerable(cancellation), coverage, new ProgressLine(terminal, 0));
        }
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
    private k8s.Kubernetes? Connect(ParseResult parsed)
    {
        try
        {
            return new k8s.Kubernetes(ClusterConfiguration.Find(parsed.GetValue(kubeconfig), parsed.GetValue(context)));
        }
        catch (Exception e) when (e is KubeConfigException or IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"csec: {e.Message}");
            return null;
        }
    }
}
