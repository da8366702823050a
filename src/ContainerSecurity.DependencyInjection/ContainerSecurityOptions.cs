using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using Microsoft.Extensions.Configuration;

namespace ContainerSecurity.DependencyInjection;

/// <summary>Which policy an application judges by. What is wrong with them is told when the application starts.</summary>
public sealed class ContainerSecurityOptions
{
    /// <summary>The policy to start from. The default value is null, which stands for <see cref="Policies.Policy.Default"/>.</summary>
    public Policy? Policy { get; set; }

    /// <summary>The folder that relative paths start from; null for the current one.</summary>
    public string? BasePath { get; set; }

    /// <summary>Files of <c>kind: Policy</c> and of the cluster's own policies, or folders of such; a later one is put over an earlier.</summary>
    public IList<string> PolicyFiles { get; } = [];

    /// <summary>A policy within the application's configuration, with the keys of a policy file; it is put over the files. Null for none.</summary>
    public IConfiguration? PolicySection { get; set; }

    /// <summary>The profile, whatever the policy says; null to leave it to the policy.</summary>
    public Profile? Profile { get; set; }

    /// <summary>The Kubernetes version, such as <c>v1.35</c>, whatever the policy says; null to leave it to the policy.</summary>
    public string? KubernetesVersion { get; set; }

    /// <summary>Rules of the application's own; those of its container of services come with <see cref="IContainerSecurityBuilder.AddRule{TRule}"/>.</summary>
    public IList<Rule> Rules { get; } = [];

    /// <summary>A file of findings that are known and do not count; null for none.</summary>
    public string? BaselineFile { get; set; }

    /// <summary>
    /// The lowest severity whose findings deny where nobody sets an enforcement; null for none. The default value is
    /// <see cref="Severity.High"/>.
    /// </summary>
    public Severity? DenyFrom { get; set; } = Severity.High;

    /// <summary>Whether what was not evaluated is allowed all the same. The default value is false.</summary>
    public bool AllowNotEvaluated { get; set; }

    /// <summary>
    /// How often the files are looked at for changes; from 1 second to 1 day, or <see cref="TimeSpan.Zero"/> for never.
    /// The default value is 10 seconds.
    /// </summary>
    public TimeSpan ReloadInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>What could not be read of the configuration.</summary>
    internal List<string> Problems { get; } = [];
}
