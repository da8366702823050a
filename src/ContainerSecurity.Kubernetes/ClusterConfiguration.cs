using k8s;
using k8s.Exceptions;
using k8s.KubeConfigModels;

namespace ContainerSecurity.Kubernetes;

/// <summary>Finds the cluster that a person or a pod means.</summary>
public static class ClusterConfiguration
{
    private const string Variable = "KUBECONFIG";

    /// <summary>
    /// Finds the cluster: in the kubeconfig file that is named, else in those of <c>KUBECONFIG</c> or
    /// <c>~/.kube/config</c>, else the one whose pod this process runs in. There is no other cluster to fall back to.
    /// </summary>
    /// <param name="kubeconfig">The kubeconfig file; null to look for one.</param>
    /// <param name="context">The context in it; null for its current one.</param>
    /// <exception cref="KubeConfigException">There is no cluster, or the kubeconfig file is wrong.</exception>
    /// <exception cref="IOException">The kubeconfig file cannot be read.</exception>
    public static KubernetesClientConfiguration Find(string? kubeconfig = null, string? context = null)
    {
        string[] files = kubeconfig is not null ? [kubeconfig] : [.. Candidates().Where(File.Exists)];
        if (files.Length > 0)
            return KubernetesClientConfiguration.BuildConfigFromConfigObject(Load(files), context);
        if (context is not null)
            throw new KubeConfigException($"There is no kubeconfig file that could hold the context '{context}'.");
        return KubernetesClientConfiguration.IsInCluster()
            ? KubernetesClientConfiguration.InClusterConfig()
            : throw new KubeConfigException($"There is no cluster: this is no pod of one, and there is no kubeconfig file ({Variable}, ~/.kube/config).");
    }

    /// <summary>Reads the files as one: of what two of them name, that of the first counts.</summary>
    private static K8SConfiguration Load(string[] files)
    {
        K8SConfiguration all = KubernetesClientConfiguration.LoadKubeConfig(files[0]);
        foreach (K8SConfiguration next in files.Skip(1).Select(f => KubernetesClientConfiguration.LoadKubeConfig(f)))
        {
            all.Clusters = [.. all.Clusters ?? [], .. next.Clusters ?? []];
            all.Users = [.. all.Users ?? [], .. next.Users ?? []];
            all.Contexts = [.. all.Contexts ?? [], .. next.Contexts ?? []];
            all.CurrentContext ??= next.CurrentContext;
        }
        return all;
    }

    private static string[] Candidates() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? given.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];
}
