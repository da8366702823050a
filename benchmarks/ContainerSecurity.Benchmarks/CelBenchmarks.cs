using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Benchmarks;

/// <summary>Twelve policy expressions over one Deployment, the cost budget on.</summary>
[MemoryDiagnoser]
public class CelBenchmarks
{
    private const string Deployment = """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web-frontend","namespace":"prod","generation":3,"labels":{"app":"web","team":"payments","app.kubernetes.io/name":"web","app.kubernetes.io/version":"1.4.2"},"annotations":{"owner":"payments@example.com","change-ticket":"CHG0012345"}},"spec":{"replicas":3,"revisionHistoryLimit":10,"selector":{"matchLabels":{"app":"web"}},"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1,"maxUnavailable":0}},"template":{"metadata":{"labels":{"app":"web","team":"payments"}},"spec":{"serviceAccountName":"web","automountServiceAccountToken":false,"hostNetwork":false,"securityContext":{"runAsNonRoot":true,"runAsUser":10001,"fsGroup":10001,"seccompProfile":{"type":"RuntimeDefault"}},"initContainers":[{"name":"migrate","image":"registry.example.com/payments/migrate:1.4.2","securityContext":{"allowPrivilegeEscalation":false,"runAsNonRoot":true,"capabilities":{"drop":["ALL"]}},"resources":{"limits":{"cpu":"200m","memory":"128Mi"}}}],"containers":[{"name":"web","image":"registry.example.com/payments/web@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","ports":[{"name":"http","containerPort":8080,"protocol":"TCP"},{"name":"metrics","containerPort":9090,"protocol":"TCP"}],"env":[{"name":"LOG_LEVEL","value":"info"},{"name":"DB_PASSWORD","valueFrom":{"secretKeyRef":{"name":"db","key":"password"}}}],"securityContext":{"allowPrivilegeEscalation":false,"readOnlyRootFilesystem":true,"runAsNonRoot":true,"capabilities":{"drop":["ALL"],"add":["NET_BIND_SERVICE"]}},"resources":{"requests":{"cpu":"100m","memory":"128Mi"},"limits":{"cpu":"500m","memory":"512Mi"}},"livenessProbe":{"httpGet":{"path":"/healthz","port":8080}},"readinessProbe":{"httpGet":{"path":"/ready","port":8080}},"volumeMounts":[{"name":"tmp","mountPath":"/tmp"},{"name":"config","mountPath":"/etc/web","readOnly":true}]},{"name":"sidecar","image":"registry.example.com/platform/envoy:v1.30.4","ports":[{"name":"proxy","containerPort":15001,"protocol":"TCP"}],"env":[{"name":"MODE","value":"sidecar"}],"securityContext":{"allowPrivilegeEscalation":false,"readOnlyRootFilesystem":true,"runAsNonRoot":true,"capabilities":{"drop":["ALL"]}},"resources":{"requests":{"cpu":"50m","memory":"64Mi"},"limits":{"cpu":"250m","memory":"256Mi"}}}],"volumes":[{"name":"tmp","emptyDir":{}},{"name":"config","configMap":{"name":"web-config"}}]}}}}
        """;

    private static readonly string[] Expressions =
    [
        """object.spec.replicas <= 5""",
        """has(object.metadata.labels) && ['app', 'team'].all(l, l in object.metadata.labels)""",
        """object.metadata.annotations['change-ticket'].matches('^CHG[0-9]{7}$')""",
        """!has(object.spec.template.spec.hostNetwork) || object.spec.template.spec.hostNetwork == false""",
        """(has(object.spec.template.spec.securityContext) && has(object.spec.template.spec.securityContext.runAsNonRoot) && object.spec.template.spec.securityContext.runAsNonRoot == true) || object.spec.template.spec.containers.all(c, has(c.securityContext) && has(c.securityContext.runAsNonRoot) && c.securityContext.runAsNonRoot)""",
        """(object.spec.template.spec.containers + object.spec.template.spec.initContainers).all(c, ['registry.example.com/', 'mirror.example.com/'].exists(r, c.image.startsWith(r)))""",
        """object.spec.template.spec.containers.all(c, c.image.contains('@sha256:') || (c.image.contains(':') && !c.image.endsWith(':latest')))""",
        """object.spec.template.spec.containers.all(c, !has(c.securityContext) || !has(c.securityContext.privileged) || c.securityContext.privileged == false)""",
        """object.spec.template.spec.containers.all(c, has(c.securityContext) && has(c.securityContext.capabilities) && has(c.securityContext.capabilities.drop) && 'ALL' in c.securityContext.capabilities.drop && (!has(c.securityContext.capabilities.add) || c.securityContext.capabilities.add.all(a, a in ['NET_BIND_SERVICE'])))""",
        """object.spec.template.spec.containers.all(c, has(c.resources) && has(c.resources.limits) && has(c.resources.limits.cpu) && has(c.resources.limits.memory))""",
        """object.spec.template.spec.containers.all(c, !has(c.env) || c.env.all(e, !e.name.matches('(?i)(password|secret|token|key)') || !has(e.value)))""",
        """object.spec.template.spec.containers.exists(c, has(c.ports) && c.ports.exists(p, p.containerPort < 1024))""",
    ];

    private static readonly CelEnvironment Environment = CelEnvironment.Create(e => e.AddLibrary(CelLibraries.Strings).AddVariable("object", CelType.Dyn));

    private readonly CelProgram[] programs = Array.ConvertAll(Expressions, e => Environment.Compile(e).Program);
    private readonly JsonDocument document = JsonDocument.Parse(Deployment);
    private readonly CelBindings bindings = [];

    [Benchmark]
    public int EvaluateAllTwelveOverJson()
    {
        bindings["object"] = CelValue.From(document.RootElement);
        int passed = 0;
        foreach (CelProgram program in programs)
            passed += program.Evaluate(bindings).Value.AsBool() ? 1 : 0;
        return passed;
    }

    [Benchmark]
    public int CompileAllTwelve()
    {
        int compiled = 0;
        foreach (string expression in Expressions)
            compiled += Environment.Compile(expression).Program.Text.Length;
        return compiled;
    }

    [Benchmark]
    public bool BooleanFieldTest() => programs[3].Evaluate(bindings).Value.AsBool();

    [Benchmark]
    public bool ComprehensionOverContainers() => programs[7].Evaluate(bindings).Value.AsBool();

    [GlobalSetup]
    public void Check()
    {
        if (EvaluateAllTwelveOverJson() != Expressions.Length - 1)
            throw new InvalidOperationException("All but the last expression must hold.");
    }
}
