using System.Diagnostics;
using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Kubernetes;
using ContainerSecurity.Kubernetes.Tests.Fakes;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;
using k8s;
using k8s.Models;

// typed: judges a Deployment as a model, and parsed from YAML.
// watch PODS CHANGES SECONDS: watches a cluster of so many pods that changes so often a second.
// PODS KUBECONFIG: serves a cluster of so many pods, ten a Deployment, and writes the file by which it is found.
if (args is ["typed"])
{
    TypedAndParsed.Run();
    return;
}
if (args is ["watch", var size, var changes, var seconds])
{
    await WatchLoad.RunAsync(int.Parse(size, CultureInfo.InvariantCulture), int.Parse(changes, CultureInfo.InvariantCulture),
        int.Parse(seconds, CultureInfo.InvariantCulture));
    return;
}
int pods = int.Parse(args[0], CultureInfo.InvariantCulture);
FakeCluster cluster = await FakeCluster.StartAsync();
Load.Fill(cluster, pods);
File.WriteAllText(args[1], $$"""
    apiVersion: v1
    kind: Config
    current-context: main
    clusters: [{name: c, cluster: {server: '{{cluster.Address}}'} }]
    users: [{name: u, user: {token: t} }]
    contexts: [{name: main, context: {cluster: c, user: u} }]
    """);
Console.WriteLine($"{pods} pods at {cluster.Address}");
await Task.Delay(Timeout.Infinite);

/// <summary>Fills a cluster.</summary>
internal static class Load
{
    private const int PodsPerDeployment = 10;
    private const int DeploymentsPerNamespace = 20;

    public const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: NAME, namespace: SPACE, labels: {app.kubernetes.io/name: web, team: shop}}
        spec:
          replicas: 10
          selector: {matchLabels: {app: NAME}}
          template:
            metadata: {labels: {app: NAME}}
            spec: SPEC
        """;

    public const string Spec = """
        {serviceAccountName: default, securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}, containers: [
        {name: app, image: 'registry.example.com/shop/web:1.4.2', args: ['--port=8080'], ports: [{containerPort: 8080}], env: [{name: LEVEL, value: info}, {name: REGION, value: north}], resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {memory: 256Mi}}, securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}, readinessProbe: {httpGet: {path: /ready, port: 8080}}, volumeMounts: [{name: data, mountPath: /data}]},
        {name: proxy, image: 'registry.example.com/mesh/proxy:2.1', securityContext: {privileged: true}}], volumes: [{name: data, emptyDir: {sizeLimit: 1Gi}}]}
        """;

    public static void Fill(FakeCluster cluster, int pods)
    {
        for (int d = 0; d < pods / PodsPerDeployment; d++)
        {
            string space = $"team-{d / DeploymentsPerNamespace:0000}", name = $"web-{d:00000}";
            if (d % DeploymentsPerNamespace == 0)
                cluster.Apply($"apiVersion: v1\nkind: Namespace\nmetadata: {{name: {space}}}");
            string deployment = Guid.NewGuid().ToString(), set = Guid.NewGuid().ToString();
            cluster.Apply(Deployment.Replace("NAME", name, StringComparison.Ordinal).Replace("SPACE", $"{space}, uid: {deployment}", StringComparison.Ordinal)
                .Replace("SPEC", Spec, StringComparison.Ordinal));
            cluster.Apply($"apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {Owned(name + "-1", space, set, "Deployment", name, deployment)}\nspec: {{template: {{spec: {Spec}}}}}");
            for (int p = 0; p < PodsPerDeployment; p++)
                cluster.Apply($"apiVersion: v1\nkind: Pod\nmetadata: {Owned($"{name}-1-{p}", space, Guid.NewGuid().ToString(), "ReplicaSet", name + "-1", set)}\nspec: {Spec}\nstatus: {{phase: Running, containerStatuses: [{{name: app, image: 'registry.example.com/shop/web:1.4.2', imageID: 'registry.example.com/shop/web@sha256:{new string('a', 64)}'}}]}}");
        }
    }

    private static string Owned(string name, string space, string uid, string kind, string owner, string ownerUid) =>
        $"{{name: {name}, namespace: {space}, uid: {uid}, ownerReferences: [{{apiVersion: apps/v1, kind: {kind}, name: {owner}, uid: {ownerUid}, controller: true}}]}}";
}

/// <summary>Compares the judging of a model with that of the same object in YAML.</summary>
internal static class TypedAndParsed
{
    private const int Rounds = 15;
    private const int Objects = 2000;

    public static void Run()
    {
        string yaml = Load.Deployment.Replace("NAME", "web", StringComparison.Ordinal).Replace("SPACE", "shop", StringComparison.Ordinal)
            .Replace("SPEC", Load.Spec.ReplaceLineEndings(" "), StringComparison.Ordinal);
        var model = KubernetesYaml.Deserialize<V1Deployment>(yaml);
        var engine = new PolicyEngine();
        var typed = new List<double>();
        var parsed = new List<double>();
        for (int i = 0; i < Rounds; i++)
        {
            typed.Add(Time(() => engine.Evaluate(model)));
            parsed.Add(Time(() => engine.Evaluate(yaml, "web.yaml")));
        }
        double ofTyped = Median(typed), ofParsed = Median(parsed);
        Console.WriteLine($"typed {ofTyped:0.0} µs, parsed {ofParsed:0.0} µs, {ofTyped / ofParsed:0.00}");
        Console.WriteLine($"of which reading: typed {Median(Times(() => KubernetesModelReader.Read(model, []))):0.0} µs, parsed {Median(Times(() => KubernetesReader.Read(new DocumentReader().Read(yaml, "web.yaml").Documents[0], []))):0.0} µs");
        IReadOnlyList<Resource> typedRead = KubernetesModelReader.Read(model, []),
            parsedRead = KubernetesReader.Read(new DocumentReader().Read(yaml, "web.yaml").Documents[0], []);
        Console.WriteLine($"without reading: typed {Median(Times(() => engine.Evaluate(typedRead))):0.0} µs, parsed {Median(Times(() => engine.Evaluate(parsedRead))):0.0} µs");
    }

    private static List<double> Times(Func<object> work) => [.. Enumerable.Range(0, Rounds).Select(_ => Time(work))];

    private static double Time(Func<object> judge)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Objects; i++)
            _ = judge();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / Objects;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
