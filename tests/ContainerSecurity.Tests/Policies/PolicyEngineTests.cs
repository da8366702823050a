using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;
using ContainerSecurity.Tests.Rules;

namespace ContainerSecurity.Tests.Policies;

public class PolicyEngineTests
{
    private const string PrivilegedPod = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: agent
          namespace: system
          labels: {team: infra}
        spec:
          containers:
          - name: app
            image: registry.example/agent:1
            securityContext: {privileged: true}
        """;

    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static Decision Evaluate(Policy policy, string yaml = PrivilegedPod) =>
        new PolicyEngine(policy, new PolicyEngineOptions { Clock = () => Now }).Evaluate(yaml, "pod.yaml");

    private static PolicyFinding Privileged(Decision decision) => decision.Findings.Single(f => f.Finding.Rule.Id == "CSEC2001");

    [Test]
    public void Privileged_container_is_denied_by_baseline()
    {
        Decision decision = Evaluate(Policy.Create().UseProfile(Profile.Baseline).Build());

        Assert.That(decision.IsAllowed, Is.False);
        Assert.That(Privileged(decision).Severity, Is.EqualTo(Severity.Critical));
    }

    [TestCase(Enforcement.Warn)]
    [TestCase(Enforcement.Audit)]
    public void Finding_that_is_not_enforced_does_not_deny(Enforcement enforcement)
    {
        Assert.That(Evaluate(Policy.Create().UseProfile(Profile.Baseline).Enforce(enforcement).Build()).IsAllowed);
    }

    [Test]
    public void Rule_can_be_switched_off_and_given_another_severity()
    {
        Assert.That(Evaluate(Policy.Create().UseProfile(Profile.Baseline).Without("privileged-container").Build()).Findings, Is.Empty);

        Policy low = Policy.Create().UseProfile(Profile.None).Rule("CSEC2001", new RuleSetting { Severity = Severity.Low }).Build();
        Assert.That(Privileged(Evaluate(low)).Severity, Is.EqualTo(Severity.Low));
    }

    [Test]
    public void Rule_judges_only_what_its_selectors_pick()
    {
        var elsewhere = new RuleSetting { Exclude = new ResourceSelector { Namespaces = ["sys*"] } };

        Assert.That(Evaluate(Policy.Create().UseProfile(Profile.None).Rule("CSEC2001", elsewhere).Build()).Findings, Is.Empty);
    }

    [Test]
    public void Waiver_in_force_allows_and_gives_its_reason()
    {
        var waiver = new Waiver
        {
            Rules = ["CSEC2001"],
            Reason = "node agent",
            Match = new ResourceSelector { Labels = new Dictionary<string, string> { ["team"] = "infra" } },
            Expires = Now.Date
        };

        Decision decision = Evaluate(Policy.Create().UseProfile(Profile.Baseline).Waive(waiver).Build());

        Assert.That(decision.IsAllowed);
        Assert.That(Privileged(decision).Waived, Is.EqualTo("node agent"));
    }

    [Test]
    public void Expired_waiver_does_not_count_and_is_reported()
    {
        var waiver = new Waiver { Rules = ["CSEC2001"], Reason = "node agent", Expires = Now.Date.AddDays(-1) };
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.Baseline).Waive(waiver).Build(), new PolicyEngineOptions { Clock = () => Now });

        Decision[] decisions = [.. engine.Scan([Source.FromText("pod.yaml", PrivilegedPod)])];

        Assert.That(decisions[0].IsAllowed, Is.False);
        Assert.That(decisions[1].Findings.Single().Finding.Rule.Id, Is.EqualTo("CSEC0001"));
    }

    [Test]
    public void Waiver_that_matches_nothing_is_reported()
    {
        var waiver = new Waiver { Rules = ["privileged-container"], Reason = "old", Match = new ResourceSelector { Names = ["gone"] } };
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.Baseline).Waive(waiver).Build());

        Assert.That(engine.Scan([Source.FromText("pod.yaml", PrivilegedPod)]).Last().Findings.Single().Finding.Rule.Id, Is.EqualTo("CSEC0002"));
    }

    [Test]
    public void Annotation_waives_with_a_reason()
    {
        string yaml = PrivilegedPod.Replace("  labels:", "  annotations: {containersecurity.io/ignore: CSEC2001 node agent needs it}\n  labels:",
            StringComparison.Ordinal);

        Assert.That(Privileged(Evaluate(Policy.Create().UseProfile(Profile.Baseline).Build(), yaml)).Waived, Is.EqualTo("node agent needs it"));
    }

    [TestCase("CSEC2001 old", false, "CSEC0002")]
    [TestCase("CSEC2001 node agent", true, "CSEC2001")]
    [TestCase("CSEC2001 node agent; CSEC3001 old", true, "CSEC2001 CSEC0002")]
    [TestCase("CSEC2001 until 2026-05-31 node agent", true, "CSEC2001 CSEC0001")]
    [TestCase("CSEC7001 of a rule that does not run", false, "")]
    public void Annotation_that_waives_nothing_is_reported(string annotation, bool isPrivileged, string rules)
    {
        string yaml = PrivilegedPod.Replace("  labels:", $"  annotations: {{containersecurity.io/ignore: \"{annotation}\"}}\n  labels:",
            StringComparison.Ordinal)
            .Replace("privileged: true", isPrivileged ? "privileged: true" : "privileged: false", StringComparison.Ordinal);

        Decision decision = Evaluate(Policy.Create().UseProfile(Profile.Baseline).Build(), yaml);

        Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Is.EquivalentTo(rules.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Test]
    public void Findings_stand_in_the_order_of_lines_then_columns_then_rules()
    {
        const string Yaml = """
            {apiVersion: v1, kind: Pod, metadata: {name: a},
            spec: {hostPID: true, hostNetwork: true, containers: [{name: b, image: "a:1", securityContext: {privileged: true}}]}}
            """;

        Decision decision = Evaluate(Policy.Create().UseProfile(Profile.Baseline).Build(), Yaml);

        Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Is.EqualTo(new[] { "CSEC3002", "CSEC3001", "CSEC2001" }));
        Assert.That(decision.Findings.Select(f => f.Finding.Location.Span.Column), Is.Ordered);
        Assert.That(decision.Findings.Select(f => f.Finding.Location.Span.Line), Has.All.EqualTo(2));
    }

    [TestCase("    securityContext: {privileged: true} # csec:ignore CSEC2001 node agent")]
    [TestCase("    # csec:ignore CSEC2001 node agent\n    securityContext: {privileged: true}")]
    public void Comment_beside_or_above_waives_with_a_reason(string line)
    {
        string yaml = PrivilegedPod.Replace("    securityContext: {privileged: true}", line, StringComparison.Ordinal);

        Assert.That(Privileged(Evaluate(Policy.Create().UseProfile(Profile.Baseline).Build(), yaml)).Waived, Is.EqualTo("node agent"));
    }

    [Test]
    public void Comment_without_a_reason_is_an_error_and_waives_nothing()
    {
        string yaml = PrivilegedPod.Replace("{privileged: true}", "{privileged: true} # csec:ignore CSEC2001", StringComparison.Ordinal);

        Decision decision = Evaluate(Policy.Create().UseProfile(Profile.Baseline).Build(), yaml);

        Assert.That(Privileged(decision).Waived, Is.Null);
        Assert.That(decision.Errors.Single().Message, Does.Contain("reason"));
    }

    [Test]
    public void Baselined_finding_is_known_and_survives_moved_lines()
    {
        Policy policy = Policy.Create().UseProfile(Profile.Baseline).Build();
        using var file = new StringWriter();
        Baseline.Write(Evaluate(policy).Findings, file);
        Baseline baseline = Baseline.Read(file.ToString(), "baseline.yaml", []);

        Decision decision = new PolicyEngine(policy, new PolicyEngineOptions { Baseline = baseline }).Evaluate("# moved\n\n" + PrivilegedPod, "pod.yaml");

        Assert.That(decision.IsAllowed);
        Assert.That(Privileged(decision).IsBaselined);
    }

    [Test]
    public void Scan_gives_the_same_decisions_in_order_whatever_the_parallelism()
    {
        Source[] sources = [.. Enumerable.Range(0, 100).Select(i => Source.FromText($"pod{i:000}.yaml", i % 7 == 0 ? "a: [" : PrivilegedPod))];
        string Run(int parallelism) => string.Join('\n', new PolicyEngine(null, new PolicyEngineOptions { Parallelism = parallelism }).Scan(sources)
            .Select(d => $"{d.Source} {string.Join(' ', d.Findings.Select(f => f.Finding.Rule.Id + f.Finding.Location.Span))} {d.Errors.Count}"));

        Assert.That(Run(4), Is.EqualTo(Run(1)));
    }

    [Test]
    public void Scan_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Source[] sources = [.. Enumerable.Repeat(Source.FromText("pod.yaml", PrivilegedPod), 50)];

        Assert.That(() => new PolicyEngine().Scan(sources, cancellationToken: cancelled.Token).Count(), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Unreadable_source_is_an_error_and_the_scan_goes_on()
    {
        Source[] sources = [new("gone.yaml", () => throw new FileNotFoundException("no such file")), Source.FromText("pod.yaml", PrivilegedPod)];

        Decision[] decisions = [.. new PolicyEngine().Scan(sources)];

        Assert.That(decisions[0].Errors.Single().Message, Does.Contain("no such file"));
        Assert.That(decisions[1].Findings, Is.Not.Empty);
    }

    [Test]
    public void Rule_of_a_users_own_is_added_in_one_line()
    {
        Decision decision = Evaluate(Policy.Create().UseProfile(Profile.None).AddRule(new TeamLabel()).Build(),
            PrivilegedPod.Replace("team: infra", "app: x", StringComparison.Ordinal));

        Assert.That(decision.Findings.Single().Finding.Message, Is.EqualTo("Name a team."));
    }

    private sealed class TeamLabel() : Rule(new("ACME0001", "team-label", Severity.Low, "No team", "Add the label 'team'.")),
        IJudges<ContainerSecurity.Resources.Workload>
    {
        public void Judge(ContainerSecurity.Resources.Workload resource, RuleContext context)
        {
            if (resource.Labels["team"].IsMissing)
                context.Report(resource.Labels["team"], "Name a team.");
        }
    }

    [TestCase("{{kind: Pod, apiVersion: v1, metadata: {{name: a}}, spec: {{volumes: [{{name: v, hostPath: {{path: /etc/{0}}}}}], containers: []}}}}",
        "CSEC3004")]
    [TestCase("FROM debian:12.5\nADD https://app:{1}@example.com/x.tgz /x\n", "CSEC8004")]
    [TestCase("FROM debian:12.5\nCOPY --from={0} /a /b\n", "CSEC8013")]
    public void Message_that_quotes_a_value_never_quotes_a_secret(string source, string rule)
    {
        string token = SyntheticSecrets.In("{a GitHub token}"), password = SyntheticSecrets.In("{a password}");
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.All).Build());

        IReadOnlyList<PolicyFinding> findings = [.. engine.Evaluate(string.Format(null, source, token, password), "source").WithFolded];

        Assert.That(findings.Select(f => f.Finding.Rule.Id), Does.Contain(rule));
        Assert.That(findings.Select(f => f.Finding.Message), Has.None.Contains(token).And.None.Contains(password));
    }
}
