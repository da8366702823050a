using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Policies.Export;

namespace ContainerSecurity.Tests.Policies.Export;

/// <summary>
/// The life of a cluster in which an export is switched on over objects that violate it: what is there goes on living,
/// what is new does not come in.
/// </summary>
public class UpgradeTests
{
    private const string BadTemplate = """
        metadata: {labels: {app: web}}
        spec:
          hostNetwork: true
          containers:
          - {name: app, image: "registry.example/web:latest", securityContext: {privileged: true}}
          volumes:
          - {name: host, hostPath: {path: /}}
        """;

    private const string GoodTemplate = """
        metadata: {labels: {app: web}}
        spec:
          securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
          containers:
          - name: app
            image: registry.example/web:1
            securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
        """;

    private static readonly AdmissionPolicySet Everything = Export(Policy.Create()
        .UseProfile(Profile.All)
        .Parameter("requiredLabels", "owner")
        .Parameter("trustedImages", "library/*"));

    private static readonly AdmissionPolicySet Restricted = Export(Policy.Create().UseProfile(Profile.Restricted));

    private static AdmissionPolicySet Export(PolicyBuilder policy)
    {
        using var text = new StringWriter();
        PolicyExport.Create(policy.Build()).Write(text);
        var errors = new List<DocumentError>();
        AdmissionPolicySet set = AdmissionPolicySet.Read(text.ToString(), "export.yaml", errors);
        Assert.That(errors.Concat(set.Errors), Is.Empty);
        return set;
    }

    private static string Indent(string text, int by) => text.Replace("\n", "\n" + new string(' ', by), StringComparison.Ordinal);

    private static string Controller(string kind, string template = BadTemplate, string metadata = "", string spec = "replicas: 3") => $$"""
        apiVersion: {{(kind is "Job" ? "batch" : "apps")}}/v1
        kind: {{kind}}
        metadata: {name: web, namespace: shop{{metadata}}}
        spec:
          {{spec}}
          template:
            {{Indent(template, 4)}}
        """;

    private static string CronJob(string template = BadTemplate, string metadata = "", string spec = "suspend: false") => $$"""
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: web, namespace: shop{{metadata}}}
        spec:
          {{spec}}
          jobTemplate:
            spec:
              template:
                {{Indent(template, 8)}}
        """;

    private static string Pod(string template = BadTemplate, string metadata = "labels: {app: web}") =>
        $"apiVersion: v1\nkind: Pod\nmetadata: {{name: web-1, namespace: shop, {metadata}}}\n"
        + template[template.IndexOf("spec:", StringComparison.Ordinal)..];

    private static string[] Denials(AdmissionPolicySet set, string manifest, string? old = null, string subresource = "")
    {
        var request = new AdmissionRequest(
            Value(manifest),
            old is null ? default : Value(old),
            old is null ? AdmissionOperation.Create : AdmissionOperation.Update)
        { Subresource = subresource };
        IReadOnlyList<AdmissionResult> results = set.Evaluate(request);
        Assert.That(results.Select(r => r.Error).Where(e => e is not null), Is.Empty);
        return [.. results.Where(r => r.Verdict == AdmissionVerdict.Denied).Select(r => r.Policy.Name)];
    }

    private static ContainerSecurity.Cel.Values.CelValue Value(string manifest) =>
        DocumentValue.Of(new DocumentReader().Read(manifest, "object.yaml").Documents[0]);

    /// <summary>What controllers and people do to objects that violate: the object before and after.</summary>
    private static readonly TestCaseData[] Routine =
    [
        new TestCaseData(Controller("ReplicaSet"), Controller("ReplicaSet", spec: "replicas: 0")).SetArgDisplayNames("ReplicaSet is scaled down"),
        new TestCaseData(Controller("Deployment"), Controller("Deployment", spec: "paused: true")).SetArgDisplayNames("Deployment is paused"),
        new TestCaseData(
            Controller("Deployment"),
            Controller(
                "Deployment",
                metadata: ", labels: {team: shop}, annotations: {note: x}")).SetArgDisplayNames("Deployment is labelled"),
        new TestCaseData(
            Controller("StatefulSet", metadata: ", finalizers: [a/b]"),
            Controller("StatefulSet")).SetArgDisplayNames("StatefulSet loses a finalizer"),
        new TestCaseData(
            Controller("Job", spec: "suspend: false"),
            Controller(
                "Job",
                metadata: ", annotations: {batch.kubernetes.io/job-tracking: ''}",
                spec: "suspend: true")).SetArgDisplayNames("Job is suspended"),
        new TestCaseData(CronJob(), CronJob(spec: "suspend: true")).SetArgDisplayNames("CronJob is suspended"),
        new TestCaseData(
            Pod(metadata: "finalizers: [batch.kubernetes.io/job-tracking]"),
            Pod(metadata: "annotations: {}")).SetArgDisplayNames("Pod of a finished Job loses its finalizer"),
        new TestCaseData(Pod(), Pod(metadata: "labels: {app: web, color: green}")).SetArgDisplayNames("Pod is labelled"),
        new TestCaseData(Pod(), Pod(metadata: "annotations: {cni.example/ip: 10.0.0.1}")).SetArgDisplayNames("Pod gets an address"),
        new TestCaseData(
            Pod(metadata: "ownerReferences: [{kind: ReplicaSet, name: web}]"),
            Pod(metadata: "annotations: {}")).SetArgDisplayNames("Pod is orphaned"),
        new TestCaseData(
            "apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: disk}\nspec: {hostPath: {path: /}}",
            "apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: disk}\nspec: {hostPath: {path: /}, claimRef: {name: c, namespace: shop}}").SetArgDisplayNames("Volume is bound to a claim"),
        new TestCaseData(
            "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: r, namespace: shop}\nrules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]",
            "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: r, namespace: shop, labels: {a: b}}\nrules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]").SetArgDisplayNames("Role is labelled"),
        new TestCaseData(
            "apiVersion: v1\nkind: Service\nmetadata: {name: s, namespace: shop}\nspec: {type: NodePort, externalIPs: [192.0.2.1]}",
            "apiVersion: v1\nkind: Service\nmetadata: {name: s, namespace: shop, finalizers: [a/b]}\nspec: {type: NodePort, externalIPs: [192.0.2.1]}").SetArgDisplayNames("Service gets a finalizer"),
        new TestCaseData(
            "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}",
            "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {a: b}}").SetArgDisplayNames("Namespace is labelled"),
    ];

    [TestCaseSource(nameof(Routine))]
    public void Object_that_violates_goes_on_living(string before, string after)
    {
        Assert.That(Denials(Everything, before), Is.Not.Empty);
        Assert.That(Denials(Everything, after, before), Is.Empty);
    }

    [TestCase("status")]
    [TestCase("scale")]
    public void Subresources_of_controllers_are_not_judged(string subresource)
    {
        Assert.That(Denials(Everything, Controller("Deployment", GoodTemplate), Controller("Deployment"), subresource), Is.Empty);
    }

    [Test]
    public void Fixed_deployment_rolls_out()
    {
        string rolled = ", ownerReferences: [{kind: Deployment, name: web}]";

        Assert.That(Denials(Restricted, Controller("Deployment", GoodTemplate), Controller("Deployment")), Is.Empty);
        Assert.That(Denials(Restricted, Controller("ReplicaSet", GoodTemplate, rolled)), Is.Empty);
        Assert.That(Denials(Restricted, Pod(GoodTemplate)), Is.Empty);
        Assert.That(Denials(Restricted, Controller("ReplicaSet", BadTemplate, rolled, "replicas: 0"), Controller("ReplicaSet", BadTemplate, rolled)), Is.Empty);
        Assert.That(Denials(Restricted, Pod(metadata: "deletionTimestamp: '2026-01-01T00:00:00Z'"), Pod()), Is.Empty);
    }

    [Test]
    public void New_violation_is_denied()
    {
        const string mounted = "volumes:\n  - {name: dev, hostPath: {path: /dev}}";

        Assert.That(Denials(Restricted, Controller("Deployment"), Controller("Deployment", GoodTemplate)), Does.Contain("csec2001-privileged-container"));
        Assert.That(
            Denials(
                Restricted,
                Controller("Deployment", BadTemplate.Replace("volumes:", mounted, StringComparison.Ordinal)),
                Controller("Deployment")),
            Does.Contain("csec3004-host-path-volume"));
        Assert.That(Denials(Restricted, Controller("ReplicaSet")), Is.Not.Empty);
        Assert.That(Denials(Restricted, CronJob(), CronJob(GoodTemplate)), Is.Not.Empty);
        Assert.That(Denials(Restricted, Pod(), Pod(GoodTemplate)), Is.Not.Empty);
        Assert.That(Denials(Restricted, Pod()), Is.Not.Empty);
        Assert.That(Denials(Restricted, Pod(), Pod(GoodTemplate), "ephemeralcontainers"), Is.Not.Empty);
    }

    [Test]
    public void Label_that_is_required_must_not_go()
    {
        const string name = "csec7017-required-label-missing";

        Assert.That(Denials(Everything, Pod(GoodTemplate), Pod(GoodTemplate, "labels: {owner: me}")), Does.Contain(name));
        Assert.That(Denials(Everything, Pod(GoodTemplate, "labels: {a: b}"), Pod(GoodTemplate)), Does.Not.Contain(name));
    }

    [Test]
    public void Annotation_that_switches_a_standard_off_must_not_come()
    {
        const string unconfined = "annotations: {container.apparmor.security.beta.kubernetes.io/app: unconfined}";

        Assert.That(Denials(Restricted, Pod(GoodTemplate, unconfined), Pod(GoodTemplate)), Does.Contain("csec2011-apparmor-unconfined"));
        Assert.That(Denials(Restricted, Pod(GoodTemplate, unconfined + ", labels: {a: b}"), Pod(GoodTemplate, unconfined)), Is.Empty);
    }

    [Test]
    public void Role_whose_rules_come_from_others_is_no_violation()
    {
        const string role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: all}\naggregationRule: {clusterRoleSelectors: [{matchLabels: {a: b}}]}\nrules: null\n";

        Assert.That(Denials(Everything, role), Is.Empty);
    }

    [TestCase(Enforcement.Audit, "Audit")]
    [TestCase(Enforcement.Warn, "Warn", "Audit")]
    [TestCase(Enforcement.Deny, "Deny")]
    public void Stage_is_the_most_that_is_done(Enforcement stage, params string[] actions)
    {
        using var text = new StringWriter();
        PolicyExport.Create(
            Policy.Create()
                .UseProfile(Profile.None)
                .Rule("CSEC2001")
                .Rule("CSEC2008", new RuleSetting { Enforcement = Enforcement.Audit })
                .Build(),
            null,
            stage).Write(text);
        var policies = AdmissionPolicies.Read(text.ToString());

        Assert.That(policies.ByRule["CSEC2001"].Actions, Is.EqualTo(actions));
        Assert.That(policies.ByRule["CSEC2008"].Actions, Is.EqualTo(new[] { "Audit" }));
    }

    [TestCase("4711")]
    [TestCase("yes")]
    [TestCase("0777")]
    [TestCase("1e3")]
    [TestCase(".inf")]
    [TestCase("~1")]
    [TestCase("2026-01-01")]
    public void Reason_of_a_waiver_stays_text(string reason)
    {
        using var text = new StringWriter();
        PolicyExport.Create(Policy.Create()
            .UseProfile(Profile.None)
            .Rule("CSEC2001")
            .Waive(new Waiver { Rules = ["CSEC2001"], Reason = reason, Match = new ResourceSelector { Names = ["a"] } })
            .Build()).Write(text);

        Assert.That(text.ToString(), Does.Contain($"containersecurity.io/waiver-1: '{reason}'"));
    }

    [Test]
    public void Ingress_with_many_hosts_stays_within_the_budget()
    {
        string hosts = string.Join(", ", Enumerable.Range(0, 600).Select(i => $"h{i}.example.com"));
        string rules = string.Join('\n', Enumerable.Range(0, 600).Select(i => $"  - host: h{i}.example.com"));
        string manifest = $"apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {{name: i, namespace: shop}}\nspec:\n  tls: [{{hosts: [{hosts}], secretName: s}}]\n  rules:\n{rules}\n";

        Assert.That(Denials(Everything, manifest), Does.Not.Contain("csec7007-ingress-without-tls"));
        Assert.That(
            Denials(Everything, manifest.Replace("host: h599.", "host: other.", StringComparison.Ordinal)),
            Does.Contain("csec7007-ingress-without-tls"));
    }
}
