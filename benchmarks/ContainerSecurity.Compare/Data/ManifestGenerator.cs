namespace ContainerSecurity.Compare.Data;

/// <summary>Writes Deployments, one a file, of which every second is clean: the restricted level, pinned images, limits, probes, no secrets.</summary>
internal static class ManifestGenerator
{
    private const ulong Seed = 20190613;
    private static readonly Fault[] Faults = Enum.GetValues<Fault>();
    private static readonly string[] Apps = ["web", "api", "cart", "search", "billing", "mailer", "worker", "gateway", "auth", "catalog", "ledger", "feed"];
    private static readonly string[] Containers = ["app", "proxy", "metrics"];
    private static readonly string[] Teams = ["team-a", "team-b", "payments", "platform"];

    /// <summary>What does not stand beside each other: the second is left out.</summary>
    private static readonly (Fault, Fault)[] Contradictions =
    [
        (Fault.RunAsRoot, Fault.NonRootUnset), (Fault.SeccompUnconfined, Fault.SeccompUnset), (Fault.TagLatest, Fault.TagMissing),
        (Fault.HostIpc, Fault.UnsafeSysctl), (Fault.Privileged, Fault.PrivilegeEscalation), (Fault.SysAdmin, Fault.PrivilegeEscalation),
    ];

    /// <summary>Writes so many files into a folder.</summary>
    public static void Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        var dice = new Dice(Seed);
        for (int i = 0; i < count; i++)
            File.WriteAllText(Path.Combine(folder, $"d{i:00000}.yaml"), Deployment(dice, i, i % 2 == 0 ? [] : Injected(dice, i)));
    }

    /// <summary>Each fault comes up as the first one in turn, so that all are there however small the number of files.</summary>
    private static HashSet<Fault> Injected(Dice dice, int index)
    {
        HashSet<Fault> faults = [Faults[index / 2 % Faults.Length], .. dice.Sample(Faults, dice.Between(0, 3))];
        foreach ((Fault first, Fault second) in Contradictions)
            if (faults.Contains(first))
                faults.Remove(second);
        return faults;
    }

    private static string Deployment(Dice dice, int index, HashSet<Fault> faults)
    {
        string kind = dice.Of(Apps), name = $"{kind}-{index:0000}", team = dice.Of(Teams);
        var lines = new Lines();
        lines.AddIf(dice.Percent(30), $"# {name}: kept by {team}")
            .Add("apiVersion: apps/v1", "kind: Deployment", "metadata:", $"  name: {name}")
            .Add($"  namespace: {(faults.Contains(Fault.DefaultNamespace) ? "default" : team)}", "  labels:", $"    app: {name}", $"    team: {team}")
            .AddIf(dice.Percent(30), "  annotations:", "    description: \"made by a generator\"")
            .Add("spec:", $"  replicas: {(faults.Contains(Fault.SingleReplica) ? 1 : dice.Between(2, 6))}")
            .Add("  selector:", $"    matchLabels: {{app: {name}}}", "  template:", "    metadata:", "      labels:", $"        app: {name}", "    spec:");
        lines.Indent(6);
        AddPod(dice, lines, kind, faults);
        AddContainers(dice, lines, faults);
        AddVolumes(dice, lines, name, faults);
        return lines.ToString();
    }

    private static void AddPod(Dice dice, Lines lines, string account, HashSet<Fault> faults)
    {
        lines.AddIf(faults.Contains(Fault.HostNetwork), "hostNetwork: true")
            .AddIf(faults.Contains(Fault.HostPid), "hostPID: true")
            .AddIf(faults.Contains(Fault.HostIpc), "hostIPC: true")
            .AddIf(!faults.Contains(Fault.TokenMounted), "automountServiceAccountToken: false")
            .Add($"serviceAccountName: {account}", "securityContext:").Indent(2)
            .AddIf(!faults.Contains(Fault.NonRootUnset), $"runAsNonRoot: {(faults.Contains(Fault.RunAsRoot) ? "false" : "true")}");
        if (faults.Contains(Fault.SeccompUnconfined))
            lines.Add("seccompProfile:", "  type: Unconfined");
        else
            lines.AddIf(!faults.Contains(Fault.SeccompUnset), "seccompProfile: {type: RuntimeDefault}");
        lines.AddIf(faults.Contains(Fault.AppArmorUnconfined), "appArmorProfile: {type: Unconfined}")
            .AddIf(faults.Contains(Fault.UnsafeSysctl), "sysctls:", "- name: kernel.msgmax", "  value: \"65536\"")
            .Add($"fsGroup: {dice.Between(2000, 9000)}").Indent(-2);
    }

    private static void AddContainers(Dice dice, Lines lines, HashSet<Fault> faults)
    {
        var clean = new HashSet<Fault>();
        var container = new ContainerText(dice, lines);
        if (dice.Percent(30))
        {
            lines.Add("initContainers:");
            container.Add("init", clean, isFirst: false, isInit: true);
        }
        lines.Add("containers:");
        foreach (string name in Containers.Take(dice.Of(1, 1, 2, 2, 3)))
            container.Add(name, name == "app" ? faults : clean, isFirst: name == "app");
    }

    private static void AddVolumes(Dice dice, Lines lines, string name, HashSet<Fault> faults) => lines
        .Add("volumes:", "- name: tmp", "  emptyDir: {}")
        .AddIf(faults.Contains(Fault.HostPath), "- name: host", "  hostPath: {path: /etc}")
        .AddIf(faults.Contains(Fault.DockerSocket), "- name: sock", "  hostPath:", "    path: /var/run/docker.sock", "    type: Socket")
        .AddIf(dice.Percent(50), "affinity:", "  podAntiAffinity:", "    preferredDuringSchedulingIgnoredDuringExecution:",
            "    - weight: 100", "      podAffinityTerm:", "        topologyKey: kubernetes.io/hostname",
            "        labelSelector:", $"          matchLabels: {{app: {name}}}");
}
