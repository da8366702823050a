using System.Globalization;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Resources;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Policies.Scanning;

/// <summary>A scan that reads each source once finds what all resources judged as one set give, in whatever order and pieces they come.</summary>
public class OnePassTests
{
    private const string ClusterPolicies = """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: named-accounts}
        spec:
          matchConstraints:
            namespaceSelector: {matchLabels: {tier: front}}
            resourceRules: [{apiGroups: [''], apiVersions: ['*'], operations: [CREATE], resources: [pods]}]
          validations: [{expression: "has(object.spec.serviceAccountName) && object.spec.serviceAccountName != 'default'"}]
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: no-back}
        spec:
          matchConstraints: {resourceRules: [{apiGroups: ['*'], apiVersions: ['*'], operations: [CREATE], resources: [pods, deployments]}]}
          validations: [{expression: "!has(namespaceObject.metadata.labels) || !('tier' in namespaceObject.metadata.labels) || namespaceObject.metadata.labels.tier != 'back'"}]
        """;

    private static readonly Policy All = Policy.Create().UseProfile(Profile.All).WithCompleteSet()
        .Waive(new Waiver { Rules = ["CSEC7001"], Reason = "reviewed", Match = new ResourceSelector { Names = ["n1*"] } })
        .Waive(new Waiver { Rules = ["CSEC5023"], Reason = "never used", Match = new ResourceSelector { Names = ["nobody"] } })
        .Build() with
    { Admission = AdmissionPolicySet.Read(ClusterPolicies, "cluster.yaml", []) };

    [Test]
    public async Task Findings_are_those_of_the_whole_set_in_any_order_and_pieces([Range(1, 60)] int seed)
    {
        var random = new Random(seed);
        string[] documents = [.. Enumerable.Range(0, random.Next(1, 40))
            .Select(i => Document(random, i))
            .Where(IsOnly(new HashSet<string>(StringComparer.Ordinal)))];
        (string Name, string Text)[] files = [.. Split(documents, random)];
        var engine = new PolicyEngine(
            All,
            new PolicyEngineOptions
            {
                Parallelism = random.Next(1, 5),
                Clock = () => new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)
            });

        string[] once = [.. Told(engine.Scan(files.Select(f => Source.FromText(f.Name, f.Text))))];

        Assert.That(once, Is.EquivalentTo(Told(Whole(engine, files))));

        random.Shuffle(files);
        Decision[] awaited = await engine.ScanAsync(Awaited(files, random)).ToArrayAsync();

        Assert.That(Told(awaited), Is.EquivalentTo(Told(Whole(engine, files))));
    }

    [Test]
    public void Decisions_are_the_same_with_one_thread_and_with_many([Range(1, 10)] int seed)
    {
        var random = new Random(seed);
        string[] documents = [.. Enumerable.Range(0, 60).Select(i => Document(random, i))];
        (string Name, string Text)[] files = [.. Split(documents, random)];
        string Run(int parallelism) => string.Join('\n', new PolicyEngine(All, new PolicyEngineOptions { Parallelism = parallelism })
            .Scan(files.Select(f => Source.FromText(f.Name, f.Text))).Select(d => $"{d.Source} {d.Resources} {string.Join('|', Told([d]))}"));

        Assert.That(Run(4), Is.EqualTo(Run(1)));
    }

    [Test]
    public void Set_that_is_given_is_compared_with_and_nothing_comes_later()
    {
        var set = new ResourceSet(
            new SourceReader().Read(
                "{apiVersion: v1, kind: ServiceAccount, metadata: {name: sa1, namespace: shop}}", "sa.yaml").Resources,
            isComplete: true);
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.None).WithCompleteSet().Rule("CSEC5023").Build());

        Decision[] decisions = [.. engine.Scan([Source.FromText("a.yaml", Pod("sa1")), Source.FromText("b.yaml", Pod("sa2"))], set)];

        Assert.That(decisions.Select(d => (d.Source, d.Findings.Count)), Is.EqualTo(new[] { ("a.yaml", 0), ("b.yaml", 1) }));
    }

    [Test]
    public void Findings_that_compare_come_last_under_the_name_of_their_source()
    {
        var engine = new PolicyEngine(Policy.Create().UseProfile(Profile.None).WithCompleteSet().Rule("CSEC5023").Rule("CSEC2001").Build());

        Decision[] decisions = [.. engine.Scan([Source.FromText("a.yaml", Pod("gone")), Source.FromText("b.yaml", Pod("gone"))])];

        Assert.That(
            decisions.Select(d => (d.Source, d.Resources, d.IsAddition, d.Findings.Count)),
            Is.EqualTo(
                new[] { ("a.yaml", 1, false, 0), ("b.yaml", 1, false, 0), ("a.yaml", 0, true, 1), ("b.yaml", 0, true, 1) }));
        Assert.That(
            decisions[2].Findings[0].Finding.Location,
            Has.Property("Span").Property("Line").EqualTo(5).And.Property("Path").EqualTo("spec.serviceAccountName"));
    }

    [TestCase("containersecurity.io/ignore: CSEC5023 known", true)]
    [TestCase("containersecurity.io/ignore: CSEC2001 known", false)]
    [TestCase("other: text", false)]
    public void Annotation_waives_what_is_found_later_and_is_idle_only_where_it_waives_nothing(string annotation, bool isWaived)
    {
        string pod = Pod("gone").Replace("namespace: shop", $"namespace: shop, annotations: {{{annotation}}}", StringComparison.Ordinal);

        PolicyFinding[] found = [.. new PolicyEngine(Policy.Create()
            .UseProfile(Profile.None)
            .WithCompleteSet()
            .Rule("CSEC5023")
            .Build())
            .Scan([Source.FromText("a.yaml", pod)])
            .SelectMany(d => d.Findings)];

        Assert.That(found.Select(f => (f.Finding.Rule.Id, f.Waived is not null)), Is.EqualTo(new[] { ("CSEC5023", isWaived) }));
    }

    [Test]
    public void Annotation_that_waives_nothing_is_told_when_all_has_been_compared()
    {
        string pod = Pod("there").Replace(
            "namespace: shop",
            "namespace: shop, annotations: {containersecurity.io/ignore: CSEC5023 known}",
            StringComparison.Ordinal);
        Source[] sources =
        [
            Source.FromText("a.yaml", pod),
            Source.FromText("b.yaml", "{apiVersion: v1, kind: ServiceAccount, metadata: {name: there, namespace: shop}}")
        ];

        Assert.That(
            new PolicyEngine(Policy.Create().UseProfile(Profile.None).WithCompleteSet().Rule("CSEC5023").Build())
                .Scan(sources)
                .SelectMany(d => d.Findings)
                .Select(f => f.Finding.Rule.Id),
            Is.EqualTo(new[] { "CSEC0002" }));
    }

    [Test]
    public void Comment_waives_what_is_found_later()
    {
        string pod = Pod("gone").Replace("  serviceAccountName", "  # csec:ignore CSEC5023 known\n  serviceAccountName", StringComparison.Ordinal);

        Assert.That(
            new PolicyEngine(Policy.Create().UseProfile(Profile.None).WithCompleteSet().Rule("CSEC5023").Build())
                .Scan([Source.FromText("a.yaml", pod)])
                .SelectMany(d => d.Findings)
                .Single().Waived,
            Is.EqualTo("known"));
    }

    private static string Pod(string account) =>
        $"apiVersion: v1\nkind: Pod\nmetadata: {{name: web, namespace: shop}}\nspec:\n  serviceAccountName: {account}\n  containers: [{{name: app, image: a}}]\n";

    /// <summary>All resources as one set, as they were judged before scans read once.</summary>
    private static IEnumerable<Decision> Whole(PolicyEngine engine, (string Name, string Text)[] files)
    {
        var used = new List<Waiver>();
        SourceContent[] contents = [.. files.Select(f => engine.Reader.Read(Source.FromText(f.Name, f.Text)))];
        var set = new ResourceSet(contents.SelectMany(c => c.Resources), engine.Policy.IsSetComplete);
        foreach (SourceContent content in contents)
            yield return new Evaluation(engine, engine.RuleIndex, set, [.. content.Errors]) { Used = used }.Judge(content.Resources, content.Name);
        foreach (Waiver waiver in engine.Policy.Waivers.Where(w => !used.Contains(w)))
            yield return new Decision(
                "",
                0,
                [WaiverFindings.Judge(
                    WaiverFindings.Unused(
                        waiver, new ResourceIdentity("containersecurity.io/v1", "Policy", null, engine.Policy.Name)),
                    engine.Policy,
                    engine.Options)],
                []);
    }

    private static IEnumerable<string> Told(IEnumerable<Decision> decisions)
    {
        Decision[] all = [.. decisions];
        return all.SelectMany(d => d.Findings).Select(f =>
            $"{f.Finding.Rule.Id} {f.Finding.Resource} {f.Finding.Container} {f.Finding.Location.File.Path} {f.Finding.Location.Span} {f.Finding.Location.Path} {f.Finding.Location.IsMissing} {f.Severity} {f.Enforcement} {f.Waived} {f.Finding.Message} {f.Fingerprint}")
            .Concat(all.SelectMany(d => d.NotEvaluated).Select(n => $"{n.Rule} {n.Resource} {n.Reason}"))
            .Concat(all.SelectMany(d => d.Errors).Select(e => $"{e}"));
    }

    private static IEnumerable<(string Name, string Text)> Split(string[] documents, Random random)
    {
        for (int start = 0, number = 0; start < documents.Length; number++)
        {
            int count = random.Next(1, 5);
            string[] part = [.. documents.Skip(start).Take(count)];
            start += count;
            yield return (string.Create(CultureInfo.InvariantCulture, $"f{number:000}.yaml"), random.Next(4) == 0
                ? "{apiVersion: v1, kind: List, items: [\n" + string.Join(",\n", part) + "\n]}"
                : string.Join(random.Next(3) == 0 ? "\n---\n# csec:ignore CSEC4011 the comment says so\n" : "\n---\n", part));
        }
    }

    /// <summary>Namespaces are there once; of all other objects of one name the first counts.</summary>
    private static Func<string, bool> IsOnly(HashSet<string> spaces) =>
        document => !document.Contains("kind: Namespace,", StringComparison.Ordinal) || spaces.Add(document.Split("name: ")[1].Split(',', '}')[0]);

    private static async IAsyncEnumerable<Source> Awaited((string Name, string Text)[] files, Random random)
    {
        foreach ((string name, string text) in files)
        {
            if (random.Next(2) == 0)
                await Task.Yield();
            yield return random.Next(2) == 0 ? Source.FromText(name, text)
                : new Source(name, _ => new ValueTask<Stream>(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))));
        }
    }

    private static string Document(Random random, int number)
    {
        string Pick(params string[] words) => words[random.Next(words.Length)];
        string name = $"n{number}", space = Pick(
            "", ", namespace: shop", ", namespace: back", ", namespace: default", ", namespace: '{{ .x }}'",
            ", namespace: ~");
        string labels = Pick("", ", labels: {app: web}", ", labels: {app: api, tier: back}", ", labels: {app: '{{ .x }}'}", ", labels: ~");
        string waiver = Pick(
            "",
            "",
            "",
            ", annotations: {containersecurity.io/ignore: 'CSEC4011,CSEC5022 agreed'}",
            ", annotations: {containersecurity.io/ignore: 'CSEC7001 agreed; CSEC2001 agreed'}",
            ", ownerReferences: [{kind: Deployment}]",
            ", ownerReferences: ~");
        string account = Pick(
            "", "serviceAccountName: sa1, ", "serviceAccountName: sa2, ", "serviceAccount: sa1, ",
            "serviceAccountName: '{{ .x }}', ", "automountServiceAccountToken: false, ", "hostNetwork: true, ",
            "serviceAccountName: ~, ");
        string pod = $"{{{account}containers: [{{name: app, image: 'web:1'{Pick("", ", securityContext: {privileged: true}")}}}]}}";
        string meta = $"metadata: {{name: {name}{space}{labels}{waiver}}}";
        string selector = Pick(
            "{}",
            "{matchLabels: {app: web}}",
            "{matchLabels: {app: nobody}}",
            "{matchExpressions: [{key: app, operator: Exists}]}",
            "{matchExpressions: [{key: tier, operator: NotIn, values: [back]}]}",
            "~");
        return Pick(
            "Pod", "Pod", "Deployment", "Deployment", "CronJob", "Own", "NetworkPolicy", "PodDisruptionBudget",
            "HorizontalPodAutoscaler", "ServiceAccount", "Role", "Binding", "Namespace", "ResourceQuota", "Cilium") switch
        {
            "Pod" => $"{{apiVersion: v1, kind: Pod, {meta}, spec: {pod}}}",
            "Deployment" => $"{{apiVersion: apps/v1, kind: Deployment, {meta}, spec: {{{Pick("", "replicas: 1, ", "replicas: 3, ", "replicas: '{{ .n }}', ")}template: {{metadata: {{labels: {{app: web}}}}, spec: {pod}}}}}}}",
            "CronJob" => $"{{apiVersion: batch/v1, kind: CronJob, {meta}, spec: {{jobTemplate: {{spec: {{template: {{metadata: {{labels: {{app: api}}}}, spec: {pod}}}}}}}}}}}",
            "Own" => $"{{apiVersion: example.com/v1, kind: Server, {meta}, spec: {{template: {{spec: {pod}}}}}}}",
            "NetworkPolicy" => $"{{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, {meta}, spec: {{podSelector: {selector}, policyTypes: [Ingress]}}}}",
            "PodDisruptionBudget" => $"{{apiVersion: policy/v1, kind: PodDisruptionBudget, {meta}, spec: {{selector: {selector}}}}}",
            "HorizontalPodAutoscaler" => $"{{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, {meta}, spec: {{minReplicas: {random.Next(1, 3)}, scaleTargetRef: {{kind: Deployment, name: n{random.Next(10)}}}}}}}",
            "ServiceAccount" => $"{{apiVersion: v1, kind: ServiceAccount, metadata: {{name: {Pick("sa1", "sa2", "default")}{space}}}{Pick("", ", automountServiceAccountToken: false")}}}",
            "Role" => $"{{apiVersion: rbac.authorization.k8s.io/v1, kind: {Pick("Role", "ClusterRole")}, metadata: {{name: {Pick("r1", "r2")}{space}}}, rules: [{{apiGroups: [''], resources: [pods], verbs: [get]}}, {Pick("{apiGroups: ['*'], resources: ['*'], verbs: ['*']}", "{apiGroups: ['*'], resources: [pods, '*'], verbs: [get]}")}]}}",
            "Binding" => $"{{apiVersion: rbac.authorization.k8s.io/v1, kind: {Pick("RoleBinding", "ClusterRoleBinding")}, {meta}, roleRef: {{kind: {Pick("Role", "ClusterRole")}, name: {Pick("r1", "r2", "cluster-admin", "'{{ .x }}'")}}}, subjects: [{{kind: ServiceAccount, name: {Pick("sa1", "sa2", "sa9")}{space}}}, {{kind: User, name: u}}]}}",
            "Namespace" => $"{{apiVersion: v1, kind: Namespace, metadata: {{name: {Pick("shop", "back", "default")}{Pick("", ", labels: {tier: front}", ", labels: {tier: back}")}}}}}",
            "ResourceQuota" => $"{{apiVersion: v1, kind: {Pick("ResourceQuota", "LimitRange")}, {meta}}}",
            _ => $"{{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, {meta}, spec: {{endpointSelector: {{}}}}}}",
        };
    }
}
