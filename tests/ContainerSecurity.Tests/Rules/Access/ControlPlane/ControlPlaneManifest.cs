using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Rules.Access.ControlPlane;

/// <summary>Descriptions of programs of a control plane, and what a rule says of one of their settings.</summary>
internal static class ControlPlaneManifest
{
    /// <summary>A static pod that starts a program with arguments, each as YAML writes it.</summary>
    public static Manifest Starting(string program, params string[] arguments) =>
        Manifest.Pod($"command:\n{string.Join('\n', arguments.Prepend(program).Select(a => $"- \"{a}\""))}");

    /// <summary>A configuration file of the kubelet with some fields.</summary>
    public static Manifest Kubelet(string fields) => new($"apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n{fields}\n");

    /// <summary>A configuration of a cluster that kubeadm sets up.</summary>
    public static Manifest Kubeadm(string fields, string version = "v1beta4") =>
        new($"apiVersion: kubeadm.k8s.io/{version}\nkind: ClusterConfiguration\n{fields}\n");

    /// <summary>What a rule says of a setting; null for nothing.</summary>
    public static string? Said<TRule>(this Manifest manifest, string setting)
        where TRule : Rule, new() =>
        manifest.Judge<TRule>().Select(f => f.Message).SingleOrDefault(m => m.Split(' ').Any(w => w == setting || w == setting + "," || w == setting + ":"));
}
