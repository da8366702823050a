using ContainerSecurity.Policies;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Policies;

public class PolicyReaderTests
{
    private static PolicyReadResult Read(string yaml, params (string Path, string Text)[] others)
    {
        var files = others.ToDictionary(o => o.Path, o => o.Text);
        files["policy.yaml"] = "kind: Policy\n" + yaml;
        return new PolicyReader(
            null,
            path => files.TryGetValue(path, out string? text)
                ? text
                : throw new FileNotFoundException($"no file {path}")).Load("policy.yaml");
    }

    [Test]
    public void Policy_file_says_everything_the_builder_says()
    {
        PolicyReadResult read = Read("""
            metadata: {name: production}
            profile: restricted
            kubernetesVersion: v1.30
            set: complete
            enforcement: warn
            rules:
              privileged-container: {severity: medium, enforcement: deny, exclude: {kinds: [DaemonSet]}}
            waivers:
            - rule: CSEC2001
              match: {names: [agent]}
              reason: node agent
              owner: infra
              expires: 2027-01-31
            """);

        Assert.That(read.Errors, Is.Empty);
        Assert.That(read.Policy.Name, Is.EqualTo("production"));
        Assert.That(read.Policy.Profile, Is.EqualTo(Profile.Restricted));
        Assert.That(read.Policy.KubernetesVersion.Minor, Is.EqualTo(30));
        Assert.That(read.Policy.IsSetComplete);
        Assert.That(read.Policy.Rules["CSEC2001"].Severity, Is.EqualTo(Severity.Medium));
        Assert.That(read.Policy.Waivers.Single().Expires, Is.EqualTo(new DateTime(2027, 1, 31)));
    }

    private const string AcmePattern = """
        secrets:
          patterns:
          - id: acme-token
            service: Acme
            expression: acme_[a-z0-9]{16}
            samples: [token acme_k8xw2qmzr7tbvn4l]
            counterexamples: [acme_short]
          allow:
            paths: [tests/**]
        """;

    [Test]
    public void Patterns_of_a_team_are_found_and_its_paths_allowed()
    {
        PolicyReadResult read = Read(AcmePattern);
        var engine = new PolicyEngine(read.Policy);
        const string Manifest = "kind: ConfigMap\napiVersion: v1\nmetadata: {name: a, annotations: {acme: acme_k8xw2qmzr7tbvn4l}}\n";

        Assert.That(read.Errors, Is.Empty);
        Assert.That(engine.Evaluate(Manifest, "deploy/a.yaml").Findings.Select(f => f.Finding.Rule.Id), Does.Contain("CSEC4001"));
        Assert.That(engine.Evaluate(Manifest, "tests/a.yaml").Findings, Is.Empty);
    }

    [TestCase("acme_[a-z0-9]{16}", "acme_([", "cannot be read", 5)]
    [TestCase("token acme_k8xw2qmzr7tbvn4l", "nothing", "finds no secret in its sample 1", 4)]
    [TestCase("acme_short", "acme_k8xw2qmzr7tbvn4l", "finds a secret in its counterexample 1", 4)]
    [TestCase("expression:", "expresion:", "did you mean 'expression'?", 6)]
    public void Pattern_of_a_team_that_is_wrong_is_an_error_with_position(string part, string wrong, string message, int line)
    {
        PolicyReadResult read = Read(AcmePattern.Replace(part, wrong, StringComparison.Ordinal));

        Assert.That(read.Errors.Select(e => e.Message), Has.Some.Contains(message));
        Assert.That(read.Errors.First(e => e.Message.Contains(message, StringComparison.Ordinal)).Span.Line, Is.EqualTo(line).Within(1));
    }

    [TestCase("profil: baseline", "did you mean 'profile'?", 2)]
    [TestCase("profile: baselin", "did you mean 'baseline'?", 2)]
    [TestCase("rules:\n  CSEC2O01: off", "did you mean 'CSEC2001'?", 3)]
    [TestCase("rules:\n  privileged-containers: off", "did you mean 'privileged-container'?", 3)]
    [TestCase("rules:\n  CSEC2001: sometimes", "says nothing about a rule", 3)]
    [TestCase("rules:\n  CSEC2001: {severty: low}", "did you mean 'severity'?", 3)]
    [TestCase("waivers:\n- rule: CSEC2001", "no reason", 3)]
    [TestCase("waivers:\n- rule: CSEC2001\n  reason: x\n  expires: soon", "no date", 5)]
    [TestCase("kubernetesVersion: 2.0", "no Kubernetes version", 2)]
    [TestCase("extends: gone.yaml", "cannot be read", 2)]
    [TestCase("extends: policy.yaml", "extends itself", 2)]
    public void Mistake_in_a_policy_is_an_error_with_position_and_suggestion(string yaml, string message, int line)
    {
        PolicyReadResult read = Read(yaml);

        Assert.That(read.Errors, Has.Count.EqualTo(1));
        Assert.That(read.Errors[0].Message, Does.Contain(message));
        Assert.That(read.Errors[0].Span.Line, Is.EqualTo(line));
    }

    [Test]
    public void Environment_extends_another_and_its_words_stand_over_it()
    {
        PolicyReadResult read = Read("extends: development.yaml\nenforcement: deny\nrules: {CSEC2001: {enforcement: deny}}",
            ("development.yaml", "kind: Policy\nprofile: baseline\nenforcement: warn\nrules: {CSEC2001: {severity: low, enforcement: warn}}\nwaivers: [{rule: CSEC2001, reason: testing}]"));

        Assert.That(read.Errors, Is.Empty);
        Assert.That(read.Policy.Profile, Is.EqualTo(Profile.Baseline));
        Assert.That(read.Policy.Enforcement, Is.EqualTo(Enforcement.Deny));
        Assert.That(read.Policy.Rules["CSEC2001"], Has.Property("Severity").EqualTo(Severity.Low).And.Property("Enforcement").EqualTo(Enforcement.Deny));
        Assert.That(read.Policy.Waivers, Has.Count.EqualTo(1));
    }

    [TestCase("profile: recommended\nparameters: {trustedImages: [ghcr.io/acme]}")]
    [TestCase("profile: none\nrules: {image-untrusted-registry: {parameters: {trustedImages: [ghcr.io/acme]}}}")]
    public void Optional_rule_runs_once_its_parameter_is_given(string yaml)
    {
        PolicyReadResult read = Read(yaml);
        Decision decision = new PolicyEngine(read.Policy)
            .Evaluate("{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: app, image: 'evil.net/web:1'}]}}", "pod.yaml");

        Assert.That(read.Errors, Is.Empty);
        Assert.That(decision.Findings.Single(f => f.Finding.Rule.Id == "CSEC1003").Finding.Message, Does.Contain("Allowed: ghcr.io/acme."));
    }
}
