namespace ContainerSecurity.Docker.Tests.Engine;

/// <summary>The same settings of a container in three words.</summary>
/// <param name="Arguments">Those of <c>docker create</c>.</param>
/// <param name="Service">
/// Keys of a service of compose; beside them stand its image, and the default bridge where they name no network.
/// </param>
/// <param name="Container">Keys of a container of a pod; null where Kubernetes has no word for the setting.</param>
/// <param name="Pod">Keys of the pod's specification.</param>
public sealed record SameSettings(string Arguments, string Service, string? Container = "{}", string Pod = "{}")
{
    /// <summary>A value that is found as a secret, made here so that this file holds none.</summary>
    private static readonly string Planted = string.Concat("Tr0ub4dor", "-and-3");

    public static IReadOnlyList<SameSettings> All { get; } =
    [
        new("", "{}"),
        new("--privileged", "{privileged: true}", "{securityContext: {privileged: true}}"),
        new("--cap-add NET_ADMIN", "{cap_add: [NET_ADMIN]}", "{securityContext: {capabilities: {add: [NET_ADMIN]}}}"),
        new("--cap-add sys_admin --cap-add CAP_SYS_PTRACE", "{cap_add: [sys_admin, CAP_SYS_PTRACE]}",
            "{securityContext: {capabilities: {add: [SYS_ADMIN, SYS_PTRACE]}}}"),
        new("--cap-add ALL", "{cap_add: [ALL]}", "{securityContext: {capabilities: {add: [ALL]}}}"),
        new("--cap-add CHOWN", "{cap_add: [CHOWN]}", "{securityContext: {capabilities: {add: [CHOWN]}}}"),
        new("--cap-drop ALL", "{cap_drop: [ALL]}", "{securityContext: {capabilities: {drop: [ALL]}}}"),
        new("--cap-drop all --cap-add NET_BIND_SERVICE", "{cap_drop: [all], cap_add: [NET_BIND_SERVICE]}",
            "{securityContext: {capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}}}"),
        new("--cap-drop ALL --cap-add SYS_TIME", "{cap_drop: [ALL], cap_add: [SYS_TIME]}", "{securityContext: {capabilities: {drop: [ALL], add: [SYS_TIME]}}}"),
        new("--cap-drop MKNOD", "{cap_drop: [MKNOD]}", "{securityContext: {capabilities: {drop: [MKNOD]}}}"),
        new("--security-opt no-new-privileges", "{security_opt: [no-new-privileges]}", "{securityContext: {allowPrivilegeEscalation: false}}"),
        new("--security-opt no-new-privileges:true", "{security_opt: ['no-new-privileges:true']}", "{securityContext: {allowPrivilegeEscalation: false}}"),
        new("--security-opt no-new-privileges=false", "{security_opt: ['no-new-privileges=false']}", "{securityContext: {allowPrivilegeEscalation: true}}"),
        new("--security-opt seccomp=unconfined", "{security_opt: ['seccomp=unconfined']}", "{securityContext: {seccompProfile: {type: Unconfined}}}"),
        new("--security-opt apparmor=unconfined", "{security_opt: ['apparmor=unconfined']}", "{securityContext: {appArmorProfile: {type: Unconfined}}}"),
        new("--security-opt systempaths=unconfined", "{security_opt: ['systempaths=unconfined']}", "{securityContext: {procMount: Unmasked}}"),
        new("--security-opt label=disable", "{security_opt: ['label=disable']}", null),
        new("--security-opt label=type:spc_t", "{security_opt: ['label=type:spc_t']}", "{securityContext: {seLinuxOptions: {type: spc_t}}}"),
        new("--security-opt label=user:root", "{security_opt: ['label=user:root']}", "{securityContext: {seLinuxOptions: {user: root}}}"),
        new("--user 1000", "{user: '1000'}", "{securityContext: {runAsUser: 1000, runAsNonRoot: true}}"),
        new("--user 1000:1000", "{user: '1000:1000'}", "{securityContext: {runAsUser: 1000, runAsGroup: 1000, runAsNonRoot: true}}"),
        new("--user 0", "{user: '0'}", "{securityContext: {runAsUser: 0}}"),
        new("--user root", "{user: root}", "{securityContext: {runAsUser: 0}}"),
        new("--user 0:1000", "{user: '0:1000'}", "{securityContext: {runAsUser: 0, runAsGroup: 1000}}"),
        new("--user nobody", "{user: nobody}", "{securityContext: {runAsNonRoot: true}}"),
        new("--group-add 0", "{group_add: ['0']}", "{}", "{securityContext: {supplementalGroups: [0]}}"),
        new("--group-add 1000", "{group_add: ['1000']}", "{}", "{securityContext: {supplementalGroups: [1000]}}"),
        new("--read-only", "{read_only: true}", "{securityContext: {readOnlyRootFilesystem: true}}"),
        new("--read-only --tmpfs /tmp", "{read_only: true, tmpfs: [/tmp]}", "{securityContext: {readOnlyRootFilesystem: true}}"),
        new("--network host", "{network_mode: host}", "{}", "{hostNetwork: true}"),
        new("--network none", "{network_mode: none}"),
        new("--pid host", "{pid: host}", "{}", "{hostPID: true}"),
        new("--pid container:first", "{pid: 'container:first'}", "{}", "{shareProcessNamespace: true}"),
        new("--ipc host", "{ipc: host}", "{}", "{hostIPC: true}"),
        new("--ipc shareable", "{ipc: shareable}"),
        new("--uts host", "{uts: host}", null),
        new("--userns host", "{userns_mode: host}", "{}", "{hostUsers: true}"),
        new("--cgroupns host", "{cgroup: host}", null),
        new("--cgroupns private", "{cgroup: private}"),
        new("--cgroup-parent /fast", "{cgroup_parent: /fast}", null),
        new("--pid host --ipc host --network host --privileged", "{pid: host, ipc: host, network_mode: host, privileged: true}",
            "{securityContext: {privileged: true}}", "{hostPID: true, hostIPC: true, hostNetwork: true}"),
        new("-v /etc:/host:ro", "{volumes: ['/etc:/host:ro']}", "{volumeMounts: [{name: v, mountPath: /host, readOnly: true}]}",
            "{volumes: [{name: v, hostPath: {path: /etc}}]}"),
        new("-v /srv/data:/data", "{volumes: ['/srv/data:/data']}", "{volumeMounts: [{name: v, mountPath: /data}]}",
            "{volumes: [{name: v, hostPath: {path: /srv/data}}]}"),
        new("-v /srv/data:/data:ro", "{volumes: ['/srv/data:/data:ro']}", "{volumeMounts: [{name: v, mountPath: /data, readOnly: true}]}",
            "{volumes: [{name: v, hostPath: {path: /srv/data}}]}"),
        new("-v /srv:/data:rshared", "{volumes: ['/srv:/data:rshared']}", "{volumeMounts: [{name: v, mountPath: /data, mountPropagation: Bidirectional}]}",
            "{volumes: [{name: v, hostPath: {path: /srv}}]}"),
        new("-v /srv:/data:ro,rslave", "{volumes: ['/srv:/data:ro,rslave']}",
            "{volumeMounts: [{name: v, mountPath: /data, readOnly: true, mountPropagation: HostToContainer}]}", "{volumes: [{name: v, hostPath: {path: /srv}}]}"),
        new("-v /var/run/docker.sock:/var/run/docker.sock", "{volumes: ['/var/run/docker.sock:/var/run/docker.sock']}",
            "{volumeMounts: [{name: v, mountPath: /var/run/docker.sock}]}", "{volumes: [{name: v, hostPath: {path: /var/run/docker.sock}}]}"),
        new("-v /:/host", "{volumes: ['/:/host']}", "{volumeMounts: [{name: v, mountPath: /host}]}", "{volumes: [{name: v, hostPath: {path: /}}]}"),
        new("-v data:/data", "{volumes: ['data:/data']}", "{volumeMounts: [{name: v, mountPath: /data}]}",
            "{volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]}"),
        new("-v /data", "{volumes: [/data]}", "{volumeMounts: [{name: v, mountPath: /data}]}", "{volumes: [{name: v, emptyDir: {sizeLimit: 1Gi}}]}"),
        new("--mount type=bind,src=/proc,dst=/host,readonly", "{volumes: [{type: bind, source: /proc, target: /host, read_only: true}]}",
            "{volumeMounts: [{name: v, mountPath: /host, readOnly: true}]}", "{volumes: [{name: v, hostPath: {path: /proc}}]}"),
        new("--mount type=bind,src=/srv,dst=/data,bind-propagation=rshared",
            "{volumes: [{type: bind, source: /srv, target: /data, bind: {propagation: rshared}}]}", "{volumeMounts: [{name: v, mountPath: /data, mountPropagation: Bidirectional}]}", "{volumes: [{name: v, hostPath: {path: /srv}}]}"),
        new("--mount type=volume,src=data,dst=/data", "{volumes: [{type: volume, source: data, target: /data}]}",
            "{volumeMounts: [{name: v, mountPath: /data}]}", "{volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]}"),
        new("--mount type=tmpfs,dst=/etc", "{volumes: [{type: tmpfs, target: /etc}]}", "{volumeMounts: [{name: v, mountPath: /etc}]}",
            "{volumes: [{name: v, emptyDir: {medium: Memory, sizeLimit: 1Gi}}]}"),
        new("--device /dev/fuse", "{devices: ['/dev/fuse']}", "{volumeMounts: [{name: v, mountPath: /dev/fuse, readOnly: true}]}",
            "{volumes: [{name: v, hostPath: {path: /dev/fuse, type: CharDevice}}]}") { IsDevice = true },
        new("--device-cgroup-rule=c#42:*#rmw", "{device_cgroup_rules: ['c 42:* rmw']}", null),
        new("--gpus all", "{gpus: all}", null),
        new("--sysctl net.ipv4.ip_forward=1", "{sysctls: {net.ipv4.ip_forward: 1}}", "{}",
            "{securityContext: {sysctls: [{name: net.ipv4.ip_forward, value: '1'}]}}"),
        new("--sysctl net.ipv4.ip_unprivileged_port_start=0", "{sysctls: ['net.ipv4.ip_unprivileged_port_start=0']}", "{}",
            "{securityContext: {sysctls: [{name: net.ipv4.ip_unprivileged_port_start, value: '0'}]}}"),
        new("-p 8080:8080", "{ports: ['8080:8080']}", "{ports: [{containerPort: 8080, hostPort: 8080}]}"),
        new("-p 80:80", "{ports: ['80:80']}", "{ports: [{containerPort: 80, hostPort: 80}]}"),
        new("-p 0.0.0.0:8443:8443/udp", "{ports: ['0.0.0.0:8443:8443/udp']}", "{ports: [{containerPort: 8443, hostPort: 8443, protocol: UDP}]}"),
        new("-p 127.0.0.1:8080:8080", "{ports: ['127.0.0.1:8080:8080']}", "{ports: [{containerPort: 8080}]}"),
        new("-p 2222:22", "{ports: ['2222:22']}", "{ports: [{containerPort: 22, hostPort: 2222}]}"),
        new("--expose 22", "{expose: ['22']}", "{ports: [{containerPort: 22}]}"),
        new("--expose 8080", "{expose: ['8080']}", "{ports: [{containerPort: 8080}]}"),
        new("-m 64m", "{mem_limit: 64m}", "{resources: {limits: {memory: 64Mi}}}"),
        new("--cpus 0.5", "{cpus: 0.5}", "{resources: {limits: {cpu: 500m}}}"),
        new("--cpu-quota 50000", "{cpu_quota: 50000}", "{resources: {limits: {cpu: 500m}}}"),
        new("--cpu-shares 512", "{cpu_shares: 512}"),
        new("-m 64m --cpus 2 --pids-limit 100", "{mem_limit: 64m, cpus: 2, pids_limit: 100}", "{resources: {limits: {memory: 64Mi, cpu: 2}}}"),
        new("--pids-limit 100", "{pids_limit: 100}"),
        new("--pids-limit -1", "{pids_limit: -1}"),
        new("--restart always", "{restart: always}"),
        new("--restart unless-stopped", "{restart: unless-stopped}"),
        new("--restart on-failure", "{restart: on-failure}", null),
        new("--restart on-failure:5", "{restart: 'on-failure:5'}", null),
        new("--health-cmd true", "{healthcheck: {test: [CMD-SHELL, 'true']}}"),
        new("--no-healthcheck", "{healthcheck: {disable: true}}"),
        new("-it", "{stdin_open: true, tty: true}", "{stdin: true, tty: true}"),
        new("-t", "{tty: true}", "{tty: true}"),
        new("-e MODE=fast", "{environment: {MODE: fast}}", "{env: [{name: MODE, value: fast}]}"),
        Variable("DB_PASSWORD", Planted),
        Variable("DATABASE_URL", $"postgres://app:{Planted}@db.example/app"),
        new("-e DOCKER_HOST=tcp://docker:2375", "{environment: {DOCKER_HOST: 'tcp://docker:2375'}}",
            "{env: [{name: DOCKER_HOST, value: 'tcp://docker:2375'}]}"),
        new("--label team=shop", "{labels: {team: shop}}"),
        new("--add-host db:10.0.0.1", "{extra_hosts: ['db:10.0.0.1']}", "{}", "{hostAliases: [{ip: 10.0.0.1, hostnames: [db]}]}"),
        new("--dns 10.0.0.1", "{dns: [10.0.0.1]}"),
        new("--hostname web --init --stop-signal SIGINT --ulimit nofile=100", "{hostname: web, init: true, stop_signal: SIGINT, ulimits: {nofile: 100}}"),
        new("--entrypoint /bin/sh", "{entrypoint: [/bin/sh]}", "{command: [/bin/sh]}"),
        new(
            "--user 1000:1000 --read-only --cap-drop ALL --security-opt no-new-privileges -m 64m --cpus 0.5 --pids-limit 100 --health-cmd true --network none",
            "{user: '1000:1000', read_only: true, cap_drop: [ALL], security_opt: [no-new-privileges], mem_limit: 64m, cpus: 0.5, pids_limit: 100, healthcheck: {test: [CMD-SHELL, 'true']}, network_mode: none}",
            "{securityContext: {runAsUser: 1000, runAsGroup: 1000, runAsNonRoot: true, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}, resources: {limits: {memory: 64Mi, cpu: 500m}}}"),
    ];

    /// <summary>Whether the setting hands over a device, which Kubernetes has as a mounted folder of the host only.</summary>
    public bool IsDevice { get; init; }

    public string YamlOfService => $$"""
        services:
          web:
            image: {{RealEngine.Image}}
            {{(Service.Contains("network_mode", StringComparison.Ordinal) ? "" : "network_mode: bridge")}}
        {{Block(Service, 4)}}
        volumes:
          data:
        """;

    public string YamlOfPod => $$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
        {{Block(Pod, 2)}}
          containers:
          - name: web
            image: {{RealEngine.Image}}
        {{Block(Container ?? "{}", 4)}}
        """;

    /// <summary>Docker separates words by blanks; one within a word is written as a number sign.</summary>
    public string[] Words => [.. Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => a.Replace('#', ' '))];

    public override string ToString() => Arguments.Length == 0 ? "nothing" : Arguments;

    /// <summary>A variable of the environment.</summary>
    private static SameSettings Variable(string name, string value) =>
        new($"-e {name}={value}", $$"""{environment: ['{{name}}={{value}}']}""", $$"""{env: [{name: {{name}}, value: '{{value}}'}]}""");

    /// <summary>The entries of a flow mapping, each in a line of its own.</summary>
    private static string Block(string flow, int indent)
    {
        var lines = new List<string>();
        int depth = 0, start = 1;
        for (int i = 1; i < flow.Length; i++)
        {
            depth += flow[i] is '{' or '[' ? 1 : flow[i] is '}' or ']' ? -1 : 0;
            if (depth < 0 || (depth == 0 && flow[i] == ','))
            {
                lines.Add(new string(' ', indent) + flow[start..i].Trim());
                start = i + 1;
            }
        }
        return string.Join('\n', lines.Where(l => l.Trim().Length > 0));
    }
}
