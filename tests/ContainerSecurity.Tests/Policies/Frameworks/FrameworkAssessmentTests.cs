using System.Text;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Frameworks;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Policies.Frameworks;

public class FrameworkAssessmentTests
{
    private const string Safe = """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          hostUsers: false
          automountServiceAccountToken: false
          securityContext: {runAsNonRoot: true, runAsUser: 20000, seccompProfile: {type: RuntimeDefault}}
          containers:
          - name: app
            image: registry.example.com/web:1.0
            securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
        """;

    private const string ApiServer = """
        apiVersion: v1
        kind: Pod
        metadata: {name: api, namespace: kube-system}
        spec:
          containers:
          - name: api
            image: registry.k8s.io/kube-apiserver:v1.34.2
            command: [kube-apiserver, --anonymous-auth=true, --profiling=false, --authorization-mode=$(MODE)]
        """;

    private const string Role = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: all}
        rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
        """;

    [TestCase("cis-kubernetes", "5.2.2", ControlStatus.Pass)]
    [TestCase("cis-kubernetes", "5.2.7", ControlStatus.Pass)]
    [TestCase("cis-kubernetes", "1.1.1", ControlStatus.NotJudged)]
    [TestCase("cis-kubernetes", "1.2.1", ControlStatus.NotJudged)]
    [TestCase("cis-kubernetes", "5.1.3", ControlStatus.NotJudged)]
    [TestCase("cis-kubernetes", "5.3.2", ControlStatus.NotJudged)]
    [TestCase("nsa", "1.2", ControlStatus.Pass)]
    [TestCase("nist-800-190", "3.1.3", ControlStatus.NotJudged)]
    [TestCase("pss", "privileged", ControlStatus.Pass)]
    [TestCase("pss", "capabilities_restricted", ControlStatus.Pass)]
    [TestCase("cis-docker", "5.5", ControlStatus.NotJudged)]
    public void Control_passes_only_where_something_was_judged(string framework, string control, ControlStatus status) =>
        Assert.That(Assess(framework, Policy.Default, Safe)[control].Status, Is.EqualTo(status));

    [TestCase("cis-kubernetes", "5.2.2")]
    [TestCase("nsa", "1.2")]
    [TestCase("nist-800-190", "3.4.3")]
    [TestCase("pss", "privileged")]
    public void Control_fails_by_a_finding_of_one_of_its_rules(string framework, string control)
    {
        string bad = Safe.Replace("name: web", "name: bad").Replace("{allowPrivilegeEscalation", "{privileged: true, allowPrivilegeEscalation");
        ControlResult result = Assess(framework, Policy.Default, Safe, bad)[control];

        Assert.Multiple(() =>
        {
            Assert.That(result.Status, Is.EqualTo(ControlStatus.Fail));
            Assert.That(result.Findings, Is.GreaterThan(0));
        });
    }

    [TestCase("1.2.1", ControlStatus.Fail)]
    [TestCase("1.2.2", ControlStatus.Pass)]
    [TestCase("1.2.15", ControlStatus.Pass)]
    [TestCase("1.2.6", ControlStatus.NotJudged)]
    [TestCase("1.2.16", ControlStatus.Fail)]
    [TestCase("1.3.2", ControlStatus.NotJudged)]
    [TestCase("2.1", ControlStatus.NotJudged)]
    public void Section_of_a_rule_over_several_is_judged_by_itself(string control, ControlStatus status) =>
        Assert.That(Assess("cis-kubernetes", Policy.Default, ApiServer)[control].Status, Is.EqualTo(status));

    [Test]
    public void Rules_run_whatever_the_profile_holds() =>
        Assert.That(Assess("cis-kubernetes", Policy.Default with { Profile = Profile.None }, Role)["5.1.3"].Status, Is.EqualTo(ControlStatus.Fail));

    [Test]
    public void Rule_that_the_policy_switches_off_leaves_its_control_unjudged()
    {
        Policy policy = Policy.Default with { Rules = new Dictionary<string, RuleSetting> { ["CSEC2001"] = new() { Enabled = false } } };
        ControlResult result = Assess("cis-kubernetes", policy, Safe)["5.2.2"];

        Assert.That((result.Status, result.Reason), Is.EqualTo((ControlStatus.NotJudged, "The policy switches CSEC2001 off.")));
    }

    [Test]
    public void Rule_that_waits_for_a_parameter_is_named() =>
        Assert.That(Assess("cis-docker", Policy.Default, Safe)["4.2"].Reason, Does.Contain("'trustedImages'"));

    [Test]
    public void Waived_finding_lets_a_control_pass_and_is_told()
    {
        Policy policy = Policy.Default with { Waivers = [new Waiver { Rules = ["CSEC5001"], Reason = "break glass", Owner = "ops" }] };
        ControlResult result = Assess("cis-kubernetes", policy, Role)["5.1.3"];

        Assert.That((result.Status, result.Accepted > 0), Is.EqualTo((ControlStatus.Pass, true)));
        Assert.That(result.Reason, Does.Contain("waived or known"));
    }

    [Test]
    public void Control_does_not_pass_where_not_all_could_be_read() =>
        Assert.That(Assess("cis-kubernetes", Policy.Default, Safe, "apiVersion: v1\nkind: [\n")["5.2.2"].Status, Is.EqualTo(ControlStatus.NotJudged));

    [Test]
    public void Compose_service_says_nothing_of_Kubernetes_and_a_pod_nothing_of_Docker()
    {
        const string Compose = "services:\n  web:\n    image: registry.example.com/web:1.0\n    privileged: true\n";

        Assert.Multiple(() =>
        {
            Assert.That(Assess("cis-kubernetes", Policy.Default, Compose)["5.2.2"].Status, Is.EqualTo(ControlStatus.NotJudged));
            Assert.That(Assess("cis-docker", Policy.Default, Compose)["5.5"].Status, Is.EqualTo(ControlStatus.Fail));
            Assert.That(Assess("cis-docker", Policy.Default, Compose)["5.22"].Status, Is.EqualTo(ControlStatus.Pass));
            Assert.That(Assess("cis-docker", Policy.Default, Compose)["2.17"].Status, Is.EqualTo(ControlStatus.NotJudged));
        });
    }

    [TestCase(Profile.Baseline, ControlStatus.NotJudged)]
    [TestCase(Profile.Restricted, ControlStatus.Fail)]
    [TestCase(Profile.Recommended, ControlStatus.Fail)]
    public void Pod_Security_is_judged_by_the_level_of_the_policy_and_else_as_restricted(Profile profile, ControlStatus status) =>
        Assert.That(
            Assess("pss", Policy.Default with { Profile = profile }, Safe.Replace("drop: [ALL]", "drop: []"))["capabilities_restricted"].Status,
            Is.EqualTo(status));

    [Test]
    public void Engine_without_a_framework_is_refused() =>
        Assert.That(() => new FrameworkAssessment(new PolicyEngine()), Throws.ArgumentException);

    private static Dictionary<string, ControlResult> Assess(string framework, Policy policy, params string[] texts)
    {
        var engine = new PolicyEngine(policy, new PolicyEngineOptions { Framework = Framework.Find(framework) });
        var assessment = new FrameworkAssessment(engine);
        foreach (Decision decision in engine.Scan(texts.Select(SourceOf)))
            assessment.Add(decision);
        return assessment.Results.ToDictionary(r => r.Control.Id);
    }

    private static Source SourceOf(string text, int number) => new(
        text.StartsWith("services", StringComparison.Ordinal) ? "compose.yaml" : $"{number}.yaml",
        () => new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
