using BenchmarkDotNet.Attributes;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Benchmarks;

/// <summary>Parse, evaluate, and both together on one Deployment of usual size.</summary>
[MemoryDiagnoser]
public class ManifestBenchmarks
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          namespace: shop
          labels: {app: web}
        spec:
          replicas: 3
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              serviceAccountName: web
              automountServiceAccountToken: false
              securityContext:
                runAsNonRoot: true
                seccompProfile: {type: RuntimeDefault}
              containers:
              - name: web
                image: registry.example.com/shop/web:4.2.1
                ports: [{containerPort: 8080}]
                resources:
                  requests: {cpu: 100m, memory: 128Mi}
                  limits: {cpu: 500m, memory: 256Mi}
                securityContext:
                  allowPrivilegeEscalation: false
                  readOnlyRootFilesystem: true
                  capabilities: {drop: [ALL]}
                volumeMounts: [{name: tmp, mountPath: /tmp}]
              volumes: [{name: tmp, emptyDir: {}}]
        """;

    private readonly DocumentReader reader = new();
    private readonly PolicyEngine restricted = new(Policy.Create().UseProfile(Profile.Restricted).Build());
    private readonly PolicyEngine all = new(Policy.Create().UseProfile(Profile.All).Build());
    private Resource workload = null!;

    [GlobalSetup]
    public void Setup() => workload = KubernetesReader.Read(reader.Read(Deployment, "web.yaml").Documents[0], [])[0];

    [Benchmark]
    public DocumentSet Parse() => reader.Read(Deployment, "web.yaml");

    [Benchmark]
    public Decision EvaluateRestricted() => restricted.Evaluate(workload);

    [Benchmark]
    public Decision EvaluateAllRules() => all.Evaluate(workload);

    [Benchmark]
    public Decision ParseAndEvaluateAllRules() => all.Evaluate(Deployment, "web.yaml");
}
