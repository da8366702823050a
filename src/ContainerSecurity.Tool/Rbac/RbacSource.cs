using System.CommandLine;
using ContainerSecurity.Access;
using ContainerSecurity.Access.Paths;

namespace ContainerSecurity.Tool.Rbac;

/// <summary>Where roles and bindings come from: files, or a cluster as it is.</summary>
internal sealed class RbacSource
{
    private readonly Terminal terminal;
    private readonly RbacInput input;
    private readonly Option<string[]> files = new("--file", "-f")
    {
        Description = "File or folder with roles, bindings and what else the cluster holds, or - for standard input; repeatable.",
    };
    private readonly Option<bool> cluster = new("--cluster") { Description = "Read them from a Kubernetes cluster instead; only in the dotnet tool." };
    private readonly Option<string?> context = new("--context") { Description = "The context of the cluster (default: the current one)." };
    private readonly Option<string?> kubeconfig =
        new("--kubeconfig") { Description = "The kubeconfig file (default: KUBECONFIG, ~/.kube/config, or the pod that csec runs in)." };
    private readonly Option<bool> noStockRoles = RbacInput.NoStockRoles();

    public RbacSource(Terminal terminal)
    {
        this.terminal = terminal;
        input = new RbacInput(terminal);
    }

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[files, cluster, context, kubeconfig, noStockRoles])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            bool isLive = result.GetValue(cluster), hasFiles = result.GetValue(files) is { Length: > 0 };
            if (isLive == hasFiles)
                result.AddError(isLive ? "Name files (-f) or the cluster (--cluster), not both." : "Name files or folders (-f), or the cluster (--cluster).");
            else if (!isLive && (result.GetValue(context) ?? result.GetValue(kubeconfig)) is not null)
                result.AddError("--context and --kubeconfig belong to --cluster.");
        });
    }

    /// <summary>Whether something could not be read.</summary>
    public bool HasErrors => input.HasErrors;

    /// <summary>The roles and bindings; null where there is no cluster to ask, which has then been said.</summary>
    public Task<RbacAuthorizer?> ReadAsync(ParseResult parsed, CancellationToken cancellation) => parsed.GetValue(cluster)
        ? ClusterAccess.ReadAsync(terminal, parsed.GetValue(kubeconfig), parsed.GetValue(context), cancellation)
        : Task.FromResult<RbacAuthorizer?>(RbacAuthorizer.Create(input.Read(parsed.GetValue(files)!), OptionsOf(parsed)));

    /// <summary>The roles and bindings with what paths lead through; null where there is no cluster to ask, which has then been said.</summary>
    public Task<EscalationGraph?> ReadPathsAsync(ParseResult parsed, CancellationToken cancellation) => parsed.GetValue(cluster)
        ? ClusterAccess.ReadPathsAsync(terminal, parsed.GetValue(kubeconfig), parsed.GetValue(context), cancellation)
        : Task.FromResult<EscalationGraph?>(EscalationGraph.Create(input.Read(parsed.GetValue(files)!), OptionsOf(parsed)));

    /// <summary>Says on the error output what is not known, once each.</summary>
    public void Explain(IEnumerable<RbacGap> gaps) => input.Explain(gaps);

    private RbacOptions OptionsOf(ParseResult parsed) => RbacFormats.Options(parsed.GetValue(noStockRoles));
}
