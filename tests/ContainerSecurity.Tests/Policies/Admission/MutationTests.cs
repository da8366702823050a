using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;
using ContainerSecurity.Policies.Admission.Mutations;
using ContainerSecurity.Reports;

namespace ContainerSecurity.Tests.Policies.Admission;

public class MutationTests
{
    private const string Pod = """
        { "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "web", "labels": { "app": "web" } },
          "spec": { "containers": [ { "name": "app", "image": "nginx", "env": [ { "name": "A", "value": "1" } ], "args": [ "x" ] } ] } }
        """;

    private static string Policy(string mutation, string name = "m") => $"""
        apiVersion: admissionregistration.k8s.io/v1beta1
        kind: MutatingAdmissionPolicy
        metadata: {"{"} name: {name} {"}"}
        spec:
          reinvocationPolicy: Never
          matchConstraints: {"{"} resourceRules: [ {"{"} apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] {"}"} ] {"}"}
          matchConditions: [ {"{"} name: only-web, expression: object.metadata.name == 'web' {"}"} ]
          mutations:
        {mutation}
        """;

    private static string Merge(string expression) => Policy($"""
          - patchType: ApplyConfiguration
            applyConfiguration:
              expression: >-
                {expression}
        """);

    private static string Patch(string expression) => Policy($"""
          - patchType: JSONPatch
            jsonPatch:
              expression: >-
                {expression}
        """);

    [TestCase("Object{metadata: Object.metadata{labels: {'team': 'shop'}}}", "\"labels\":{\"app\":\"web\",\"team\":\"shop\"}")]
    [TestCase(
        "Object{spec: Object.spec{containers: [Object.spec.containers{name: 'app', imagePullPolicy: 'Always'}]}}",
        "\"args\":[\"x\"],\"imagePullPolicy\":\"Always\"}]")]
    [TestCase(
        "Object{spec: Object.spec{containers: [Object.spec.containers{name: 'mesh', image: 'mesh'}]}}",
        "\"args\":[\"x\"]},{\"name\":\"mesh\",\"image\":\"mesh\"}]")]
    [TestCase("Object{spec: Object.spec{containers: object.spec.containers.map(c, Object.spec.containers{name: c.name, env: [Object.spec.containers.env{name: 'A', value: '2'}]})}}", "\"env\":[{\"name\":\"A\",\"value\":\"2\"}]")]
    [TestCase("Object{metadata: Object.metadata{finalizers: ['a/b']}}", "\"finalizers\":[\"a/b\"]")]
    public void Part_of_an_object_is_merged_into_it(string expression, string expected) => Assert.That(Mutate(Merge(expression)), Does.Contain(expected));

    [Test]
    public void List_that_has_no_keys_cannot_be_merged()
    {
        MutationPreview preview = Preview(Merge("Object{spec: Object.spec{containers: [Object.spec.containers{name: 'app', args: ['y']}]}}"));

        Assert.That(preview.Steps.Single().Error, Does.Contain("may not mutate atomic arrays, maps or structs: .spec.containers[0].args"));
    }

    [TestCase("[JSONPatch{op: 'add', path: '/metadata/labels/' + jsonpatch.escapeKey('a/b'), value: 'c'}]", "\"labels\":{\"app\":\"web\",\"a/b\":\"c\"}")]
    [TestCase("[JSONPatch{op: 'replace', path: '/spec/containers/0/image', value: 'nginx:1'}]", "\"image\":\"nginx:1\"")]
    [TestCase("[JSONPatch{op: 'add', path: '/spec/containers/-', value: Object.spec.containers{name: 'mesh'}}]", ",{\"name\":\"mesh\"}]")]
    [TestCase("[JSONPatch{op: 'test', path: '/metadata/name', value: 'web'}, JSONPatch{op: 'remove', path: '/metadata/labels'}]",
        "\"metadata\":{\"name\":\"web\"}")]
    [TestCase(
        "[JSONPatch{op: 'move', from: '/metadata/labels', path: '/metadata/annotations'}]",
        "\"metadata\":{\"name\":\"web\",\"annotations\":{\"app\":\"web\"}}")]
    public void Json_patch_is_applied(string expression, string expected) => Assert.That(Mutate(Patch(expression)), Does.Contain(expected));

    [TestCase("[JSONPatch{op: 'replace', path: '/spec/containers/5/image', value: 'a'}]", "/spec/containers/5/image")]
    [TestCase("[JSONPatch{op: 'add', path: '/spec/securityContext/runAsUser', value: 1}]", "/spec/securityContext/runAsUser")]
    [TestCase("[JSONPatch{op: 'remove', path: '/metadata/labels/nosuch'}]", "/metadata/labels/nosuch")]
    [TestCase("[JSONPatch{op: 'add', path: '', value: {}}]", "missing path")]
    [TestCase("[JSONPatch{op: 'move', from: '/spec/nosuch/a', path: '/spec/a'}]", "/spec/nosuch/a")]
    public void Patch_of_what_is_not_there_is_an_error(string expression, string named)
    {
        MutationPreview preview = Preview(Patch(expression));

        Assert.That(preview.Steps.Single().Error, Does.Contain(named));
        Assert.That(preview.Steps.Single().IsChanged, Is.False);
        Assert.That(preview.IsAllowed, Is.False);
    }

    [Test]
    public void Replacing_an_absent_field_sets_it() =>
        Assert.That(Mutate(Patch("[JSONPatch{op: 'replace', path: '/spec/nodeName', value: 'a'}]")), Does.Contain("\"nodeName\":\"a\""));

    [Test]
    public void Negative_index_counts_from_the_end() =>
        Assert.That(Mutate(Patch("[JSONPatch{op: 'replace', path: '/spec/containers/-1/image', value: 'nginx:2'}]")), Does.Contain("\"image\":\"nginx:2\""));

    [Test]
    public void Test_that_fails_leaves_the_object_as_it_is()
    {
        MutationPreview preview = Preview(Patch("[JSONPatch{op: 'add', path: '/spec/nodeName', value: 'a'}, JSONPatch{op: 'test', path: '/metadata/name', value: 'other'}]"));

        Assert.That(preview.Steps.Single(), Is.EqualTo(new MutationStep("m", IsChanged: false)));
        Assert.That(preview.IsAllowed, Is.True);
    }

    [Test]
    public void Copies_of_copies_are_bounded()
    {
        string doubling = string.Join(
            ", ",
            Enumerable.Range(0, 40)
                .Select(i => $"JSONPatch{{op: 'copy', from: '/metadata/labels', path: '/metadata/labels/a{i}'}}"));

        Assert.That(Preview(Patch($"[{doubling}]")).Steps.Single().Error, Does.Contain("copies of the patch hold more than"));
    }

    [TestCase("Object{spec: Object.spec{nodeSelector: {'disk': 'ssd'}}}", ".spec.nodeSelector")]
    [TestCase("Object{spec: Object.spec{tolerations: [Object.spec.tolerations{key: 'a'}]}}", ".spec.tolerations")]
    [TestCase("Object{spec: Object.spec{containers: [Object.spec.containers{name: 'app', env: [Object.spec.containers.env{name: 'S', valueFrom: Object.spec.containers.env.valueFrom{secretKeyRef: Object.spec.containers.env.valueFrom.secretKeyRef{name: 's', key: 'k'}}}]}]}}", ".spec.containers[0].env[0].valueFrom.secretKeyRef")]
    [TestCase("Object{spec: Object.spec{imagePullSecrets: [Object.spec.imagePullSecrets{name: 'a'}]}}", ".spec.imagePullSecrets[0]")]
    public void What_is_replaced_as_a_whole_cannot_be_merged(string expression, string path) =>
        Assert.That(Preview(Merge(expression)).Steps.Single().Error, Does.Contain("may not mutate atomic arrays, maps or structs: ").And.Contain(path));

    [TestCase("Object{spec: Object.spec{nosuch: 1}}", ".spec.nosuch: field not declared in schema")]
    [TestCase("Object{spec: Object.spec{hostNetwork: 'yes'}}", ".spec.hostNetwork: expected true or false")]
    [TestCase("Object{spec: Object.spec{terminationGracePeriodSeconds: null}}", ".spec.terminationGracePeriodSeconds")]
    [TestCase("Object{spec: 'x'}", ".spec: expected map")]
    [TestCase("Object{spec: Object.spec{containers: [Object.spec.containers{image: 'x'}]}}", "omits key field \"name\"")]
    [TestCase("Object{metadata: Object.spec{labels: {'a': 'b'}}}", "unexpected type name \"Object.spec\", expected \"Object.metadata\"")]
    [TestCase("Object{metadata: Object.metadata{__namespace__: 'x'}}", ".metadata.__namespace__: field not declared in schema")]
    public void What_the_type_has_not_is_refused(string expression, string error)
    {
        MutationPreview preview = Preview(Merge(expression));

        Assert.That(preview.Steps.Single().Error, Does.Contain(error));
        Assert.That(preview.IsAllowed, Is.False);
    }

    [TestCase("JSONPatch{op: 'add', path: '/spec/hostNetwork', value: 'yes'}", "spec.hostNetwork")]
    [TestCase("JSONPatch{op: 'add', path: 'spec/nosuch', value: 'h'}", "unknown field 'nosuch'")]
    public void Patch_that_makes_what_cannot_be_read_is_refused(string operation, string error) =>
        Assert.That(Preview(Patch($"[{operation}]"), isRaw: false).Steps.Single().Error, Does.Contain(error));

    [Test]
    public void Optional_without_a_value_changes_nothing() =>
        Assert.That(
            Preview(Merge("Object{spec: Object.spec{?hostNetwork: optional.none()}}")).Steps.Single(),
            Is.EqualTo(new MutationStep("m", IsChanged: false)));

    [Test]
    public void Items_of_both_lists_are_in_the_order_of_the_part() =>
        Assert.That(Mutate(Merge("Object{spec: Object.spec{containers: [Object.spec.containers{name: 'mesh'}, Object.spec.containers{name: 'app', image: 'nginx:3'}]}}")), Does.Contain("\"containers\":[{\"name\":\"mesh\"},{\"name\":\"app\""));

    [Test]
    public void Policies_see_the_object_completed_and_what_is_made_of_it_is_completed_again()
    {
        MutationPreview preview = Preview(Merge("Object{metadata: Object.metadata{labels: {'restarts': object.spec.restartPolicy}}, spec: Object.spec{containers: [Object.spec.containers{name: 'mesh', image: 'mesh'}]}}"), isRaw: false);
        using var text = new StringWriter();
        ValueReport.WriteJson(preview.Object, text);

        Assert.That(
            text.ToString(),
            Does.Contain("\"restarts\":\"Always\"").And
                .Contain(
                    "{\"name\":\"mesh\",\"image\":\"mesh\",\"resources\":{},\"terminationMessagePath\":\"/dev/termination-log\"").And.Not
                .Contain("unknown"));
    }

    [Test]
    public void Policy_is_invoked_again_where_a_later_one_changes_the_object()
    {
        string sees = Merge("Object{metadata: Object.metadata{labels: {'seen': has(object.metadata.labels.late) ? 'yes' : 'no'}}}");
        string changes = Merge("Object{metadata: Object.metadata{labels: {'late': 'x'}}}");

        Assert.That(Preview(Reinvoked(sees, "IfNeeded") + "\n---\n" + changes).Object.ToString(), Does.Contain("seen: yes"));
        Assert.That(Preview(Reinvoked(sees, "Never") + "\n---\n" + changes).Object.ToString(), Does.Contain("seen: no"));
    }

    [Test]
    public void Error_of_a_policy_that_fails_open_refuses_nothing()
    {
        string policy = Merge("Object{metadata: Object.metadata{labels: {'a': object.metadata.nosuch}}}");

        Assert.That(Preview(policy).IsAllowed, Is.False);
        Assert.That(Preview(policy.Replace("spec:\n", "spec:\n  failurePolicy: Ignore\n", StringComparison.Ordinal)).IsAllowed, Is.True);
    }

    [Test]
    public void Policies_see_what_those_before_them_made()
    {
        string policies = Merge("Object{metadata: Object.metadata{labels: {'one': 'x'}}}")
            + "\n---\n"
            + Merge("Object{metadata: Object.metadata{labels: {'two': object.metadata.labels.one}}}");

        Assert.That(Mutate(policies), Does.Contain("\"two\":\"x\""));
    }

    private static string Reinvoked(string policy, string word) =>
        string.Join('\n', policy.Split('\n').Where(l => !l.Contains("reinvocationPolicy", StringComparison.Ordinal)))
            .Replace("spec:\n", $"spec:\n  reinvocationPolicy: {word}\n", StringComparison.Ordinal);

    private static string Mutate(string policies)
    {
        MutationPreview preview = Preview(policies);
        Assert.That(preview.Steps.Select(s => s.Error), Is.All.Null);
        Assert.That(preview.Steps.Select(s => s.IsChanged), Is.All.True);
        using var text = new StringWriter();
        ValueReport.WriteJson(preview.Object, text);
        return text.ToString();
    }

    private static MutationPreview Preview(string policies, bool isRaw = true)
    {
        var errors = new List<DocumentError>();
        var set = AdmissionPolicySet.Read(policies, "policy.yaml", errors);
        Assert.That(errors.Concat(set.Errors), Is.Empty);
        var request = new AdmissionRequest(DocumentValue.Of(new DocumentReader().Read(Pod, "pod.json").Documents[0]));
        return set.Mutate(isRaw ? request.AsWritten() : request);
    }
}
