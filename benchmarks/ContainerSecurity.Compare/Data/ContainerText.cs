namespace ContainerSecurity.Compare.Data;

/// <summary>Writes one container of a generated Deployment, in the style people write them: quoted and plain scalars, block and flow lists mixed.</summary>
internal sealed class ContainerText(Dice dice, Lines lines)
{
    private static readonly string[] Images = ["shop/web", "shop/api", "platform/envoy", "platform/redis", "data/postgres", "data/etl", "team-b/worker"];

    /// <summary>Adds a container; only the first of a pod has its faults.</summary>
    public void Add(string name, IReadOnlySet<Fault> faults, bool isFirst, bool isInit = false)
    {
        int port = dice.Between(1024, 9000);
        string portName = isFirst ? "http" : "http-" + name;
        string image = Image(faults);
        lines.Add($"- name: {name}").Indent(2)
            .Add(dice.Percent(30) ? $"image: \"{image}\"" : $"image: {image}")
            .Add($"imagePullPolicy: {(faults.Contains(Fault.PullNever) ? "Never" : dice.Of("IfNotPresent", "Always"))}")
            .AddIf(dice.Percent(40), $"args: [\"--port\", \"{port}\", \"--log=json\"]")
            .AddIf(!isInit, "ports:", $"- containerPort: {port}", $"  name: {portName}")
            .AddIf(!isInit && faults.Contains(Fault.HostPort), $"  hostPort: {port}");
        AddEnvironment(faults);
        AddResources(faults);
        if (!isInit)
            AddProbes(faults, portName);
        AddSecurityContext(faults);
        lines.Add("volumeMounts:", "- name: tmp", "  mountPath: /tmp")
            .AddIf(faults.Contains(Fault.HostPath), "- name: host", "  mountPath: /host")
            .AddIf(faults.Contains(Fault.DockerSocket), "- name: sock", "  mountPath: /var/run/docker.sock")
            .Indent(-2);
    }

    private string Image(IReadOnlySet<Fault> faults)
    {
        string registry = faults.Contains(Fault.UnknownRegistry) ? "docker.io/someone" : "registry.corp.example";
        string name = $"{registry}/{dice.Of(Images)}";
        if (faults.Contains(Fault.TagLatest))
            return name + ":latest";
        if (faults.Contains(Fault.TagMissing))
            return name;
        string tagged = $"{name}:{dice.Between(1, 9)}.{dice.Between(0, 30)}.{dice.Between(0, 9)}";
        return dice.Percent(50) ? $"{tagged}@sha256:{dice.Hex(64)}" : tagged;
    }

    private void AddEnvironment(IReadOnlySet<Fault> faults)
    {
        (string Name, string Value)[] variables =
        [
            ("LOG_LEVEL", dice.Of("info", "debug", "warn")), ("REGION", dice.Of("eu-1", "us-2")),
            ("WORKERS", dice.Between(1, 16).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ];
        lines.Add("env:");
        foreach ((string name, string value) in variables.Take(dice.Between(1, variables.Length)))
            lines.Add($"- name: {name}", $"  value: \"{value}\"");
        lines.Add("- name: DB_PASSWORD");
        if (faults.Contains(Fault.SecretInEnvironment))
            lines.Add($"  value: \"{Password()}\"");
        else
            lines.Add("  valueFrom:", "    secretKeyRef: {name: db, key: password}");
    }

    private string Password() =>
        string.Concat(Enumerable.Range(0, 20).Select(_ => dice.Of("abcdefghjkmnpqrstuvwxyzABCDEFGHJK23456789".AsSpan())));

    private void AddResources(IReadOnlySet<Fault> faults)
    {
        bool requests = !faults.Contains(Fault.NoRequests), limits = !faults.Contains(Fault.NoLimits);
        lines.AddIf(requests || limits, "resources:")
            .AddIf(requests, $"  requests: {{cpu: {dice.Of(50, 100, 250)}m, memory: {dice.Of(64, 128, 256)}Mi}}")
            .AddIf(limits, "  limits:", $"    cpu: {dice.Of(500, 1000)}m", $"    memory: {dice.Of(256, 512, 1024)}Mi");
    }

    private void AddProbes(IReadOnlySet<Fault> faults, string port) => lines
        .AddIf(!faults.Contains(Fault.NoLiveness), "livenessProbe:", $"  httpGet: {{path: /healthz, port: {port}}}",
            $"  initialDelaySeconds: {dice.Between(1, 20)}")
        .AddIf(!faults.Contains(Fault.NoReadiness), "readinessProbe:", "  httpGet:", "    path: /ready", $"    port: {port}");

    private void AddSecurityContext(IReadOnlySet<Fault> faults)
    {
        bool isRaised = faults.Contains(Fault.Privileged) || faults.Contains(Fault.PrivilegeEscalation) || faults.Contains(Fault.SysAdmin);
        bool drops = !faults.Contains(Fault.CapabilitiesKept);
        string[] added = [.. new[] { (Fault.SysAdmin, "SYS_ADMIN"), (Fault.Chown, "CHOWN") }.Where(c => faults.Contains(c.Item1)).Select(c => c.Item2)];
        lines.Add("securityContext:").Indent(2)
            .AddIf(faults.Contains(Fault.Privileged), "privileged: true")
            .Add($"allowPrivilegeEscalation: {(isRaised ? "true" : "false")}")
            .Add($"readOnlyRootFilesystem: {(faults.Contains(Fault.WritableRoot) ? "false" : "true")}")
            .AddIf(faults.Contains(Fault.UserZero), "runAsUser: 0")
            .AddIf(faults.Contains(Fault.SelinuxType), "seLinuxOptions:", "  type: spc_t")
            .AddIf(drops || added.Length > 0, "capabilities:")
            .AddIf(drops, dice.Percent(50) ? ["  drop: [ALL]"] : ["  drop:", "  - ALL"])
            .AddIf(added.Length > 0, $"  add: [{string.Join(", ", added)}]")
            .Indent(-2);
    }
}
