using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Policies;

/// <summary>What scanners of manifests get wrong, judged through the engine as users meet it. The verdicts are those of the Pod Security Standards.</summary>
public class CommonMistakesTests
{
    private const string Hardened = "allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}";

    [TestCase("initContainers")]
    [TestCase("ephemeralContainers")]
    public void Every_container_of_a_pod_is_judged(string list)
    {
        string pod = Pod(pod: $"{list}: [{{name: other, image: a, securityContext: {{privileged: true}}}}]");

        Assert.That(
            Evaluate(Profile.Baseline, pod).Findings.Select(f => (f.Finding.Rule.Id, f.Finding.Container)),
            Is.EqualTo(new[] { ("CSEC2001", "other") }));
    }

    [Test]
    public void Hardened_pod_passes_restricted()
    {
        Assert.That(Violated(Profile.Restricted, Pod(Hardened)), Is.Empty);
    }

    [Test]
    public void Pod_gives_what_its_containers_leave_out_field_by_field()
    {
        string pod = Pod(
            "allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, runAsNonRoot: true",
            "securityContext: {seccompProfile: {type: RuntimeDefault}}");

        Assert.That(Violated(Profile.Restricted, pod), Is.Empty);
    }

    [TestCase("runAsNonRoot: false", "CSEC2003")]
    [TestCase("runAsUser: 0", "CSEC2004")]
    [TestCase("seccompProfile: {type: Unconfined}", "CSEC2009")]
    public void Bad_value_of_the_pod_fails_although_every_container_overrides_it(string security, string rule)
    {
        Assert.That(Violated(Profile.Restricted, Pod(Hardened + ", runAsUser: 1000", $"securityContext: {{{security}}}")), Is.EqualTo(new[] { rule }));
    }

    [Test]
    public void Another_user_than_root_does_not_stand_for_runAsNonRoot()
    {
        string pod = Pod(Hardened.Replace("runAsNonRoot: true", "runAsNonRoot: false, runAsUser: 1000", StringComparison.Ordinal));

        Assert.That(Violated(Profile.Restricted, pod), Is.EqualTo(new[] { "CSEC2003" }));
    }

    [Test]
    public void Groups_are_no_part_of_restricted()
    {
        Assert.That(Violated(Profile.Restricted, Pod(Hardened + ", runAsGroup: 0")), Is.Empty);
    }

    [TestCase("drop: [all]", ExpectedResult = "CSEC2007")]
    [TestCase("drop: [ALL], add: [NET_BIND_SERVICE]", ExpectedResult = "")]
    [TestCase("drop: [ALL], add: [net_bind_service]", ExpectedResult = "CSEC2006")]
    public string Names_of_capabilities_are_case_sensitive_and_one_may_be_added_back(string capabilities) =>
        string.Join(' ', Violated(Profile.Restricted, Pod(Hardened.Replace("drop: [ALL]", capabilities, StringComparison.Ordinal))));

    [Test]
    public void Low_ports_are_allowed_by_baseline()
    {
        Assert.That(Violated(Profile.Baseline, Pod("capabilities: {add: [NET_BIND_SERVICE]}")), Is.Empty);
    }

    [Test]
    public void Seccomp_that_is_absent_is_not_unconfined_for_baseline()
    {
        Assert.That(Violated(Profile.Baseline, Pod()), Is.Empty);
    }

    [TestCase("v1.18", ExpectedResult = "CSEC2009")]
    [TestCase("v1.19", ExpectedResult = "")]
    public string Seccomp_annotation_counts_before_v1_19_only(string version) =>
        string.Join(' ', Violated(Profile.Baseline, Pod(metadata: "annotations: {seccomp.security.alpha.kubernetes.io/pod: unconfined}"), version));

    [Test]
    public void Seccomp_annotation_does_not_stand_for_the_field()
    {
        string pod = Pod(
            Hardened.Replace(", seccompProfile: {type: RuntimeDefault}", "", StringComparison.Ordinal),
            metadata: "annotations: {seccomp.security.alpha.kubernetes.io/pod: runtime/default}");

        Assert.That(Violated(Profile.Restricted, pod), Is.EqualTo(new[] { "CSEC2010" }));
    }

    [TestCase("net.ipv4.tcp_syncookies", ExpectedResult = "")]
    [TestCase("net/ipv4/tcp_syncookies", ExpectedResult = "CSEC2014")]
    public string Sysctls_are_compared_as_they_are_written(string name) =>
        string.Join(' ', Violated(Profile.Baseline, Pod(pod: $"securityContext: {{sysctls: [{{name: {name}, value: '1'}}]}}")));

    [TestCase(Profile.Restricted, "v1.34", ExpectedResult = "CSEC2003 CSEC2004 CSEC2013")]
    [TestCase(Profile.Restricted, "v1.35", ExpectedResult = "CSEC2013")]
    [TestCase(Profile.Baseline, "v1.34", ExpectedResult = "CSEC2013")]
    [TestCase(Profile.Baseline, "v1.35", ExpectedResult = "")]
    public string User_namespace_relaxes_the_standards_from_v1_35_on(Profile profile, string version)
    {
        string container = Hardened.Replace("runAsNonRoot: true", "runAsUser: 0, procMount: Unmasked", StringComparison.Ordinal);

        return string.Join(' ', Violated(profile, Pod(container, "hostUsers: false"), version));
    }

    [TestCase("v1.24", ExpectedResult = "CSEC2002 CSEC2003 CSEC2007 CSEC2010")]
    [TestCase("v1.25", ExpectedResult = "CSEC2003")]
    public string Windows_pod_is_spared_what_Windows_does_not_know_from_v1_25_on(string version) =>
        string.Join(' ', Violated(Profile.Restricted, Pod(pod: "os: {name: windows}"), version));

    [TestCase("v1.33", ExpectedResult = "")]
    [TestCase("v1.34", ExpectedResult = "CSEC3014")]
    public string Probe_that_names_a_host_fails_baseline_from_v1_34_on(string version) =>
        string.Join(' ', Violated(Profile.Baseline, Pod(container: "livenessProbe: {httpGet: {port: 80, host: db}}"), version));

    [Test]
    public void List_is_a_set_of_objects()
    {
        string list = $"apiVersion: v1\nkind: List\nitems:\n- {Pod().ReplaceLineEndings("\n  ")}\n- {Pod("privileged: true").ReplaceLineEndings("\n  ")}";

        Decision decision = Evaluate(Profile.Baseline, list);

        Assert.That(decision.Resources, Is.EqualTo(2));
        Assert.That(decision.Findings.Single().Finding.Location.Path, Is.EqualTo("items[1].spec.containers[0].securityContext.privileged"));
    }

    [TestCase("Service", "{ports: [{port: 80}]}")]
    [TestCase("ServiceAccount", "{}")]
    [TestCase("ClusterRole", "{}")]
    [TestCase("ConfigMap", "{}")]
    [TestCase("PersistentVolume", "{hostPath: {path: /etc}}")]
    public void Object_without_pods_is_not_judged_as_one(string kind, string spec)
    {
        Assert.That(Violated(Profile.Restricted, $"apiVersion: v1\nkind: {kind}\nmetadata: {{name: web}}\nspec: {spec}"), Is.Empty);
    }

    [Test]
    public void Dashes_inside_a_text_separate_no_documents()
    {
        string manifest = $$"""
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: keys}
            data:
              key: |
                ----
                -----BEGIN
                  ---
            ---
            {{Pod("privileged: true")}}
            """;

        Decision decision = Evaluate(Profile.Baseline, manifest);

        Assert.That(decision.Errors, Is.Empty);
        Assert.That(decision.Resources, Is.EqualTo(2));
        Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Is.EqualTo(new[] { "CSEC2001" }));
    }

    [TestCase("metadata: {{ include \"labels\" . }\n: [")]
    [TestCase("a: [1, 2")]
    [TestCase("a: 1\na: 2")]
    public void Broken_document_is_an_error_and_leaves_its_neighbours_as_they_are(string broken)
    {
        Decision decision = Evaluate(Profile.Baseline, $"{Pod("privileged: true")}\n---\n{broken}\n---\n{Pod("procMount: Unmasked")}");

        Assert.That(decision.Errors, Has.Count.EqualTo(1));
        Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Is.EqualTo(new[] { "CSEC2001", "CSEC2013" }));
    }

    private static Decision Evaluate(Profile profile, string manifest, string version = "latest")
    {
        Assert.That(KubernetesVersion.TryParse(version, out KubernetesVersion parsed));
        return new PolicyEngine(Policy.Create().UseProfile(profile).ForKubernetes(parsed).Build()).Evaluate(manifest, "test.yaml");
    }

    private static IEnumerable<string> Violated(Profile profile, string manifest, string version = "latest") =>
        Evaluate(profile, manifest, version).Findings.Select(f => f.Finding.Rule.Id).Distinct().Order(StringComparer.Ordinal);

    /// <summary>A pod in flow style, given the fields of its container's securityContext, one field of the pod, of its metadata and of the container.</summary>
    private static string Pod(
        string security = "",
        string pod = "hostNetwork: false",
        string metadata = "namespace: shop",
        string container = "image: registry.example/web:1.0") => $$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: web, {{metadata}}}
        spec:
          {{pod}}
          containers:
          - name: app
            securityContext: { {{security}} }
            {{container}}
        """;
}
