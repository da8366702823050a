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
    [TestCase("Object{spec: Object.spec{containers: [Object.spec.containers{name: 'app', imagePullPolicy: 'Always'}]}}", "\"args\":[\"x\"],\"imagePullPolicy\":\"Always\"}]")]
    [TestCase("Object{spec: Object.spec{containers: [Object.spec.containers{name: 'mesh', image: 'mesh'}]}}", "\"args\":[\"x\"]},{\"name\":\"mesh\",\"image\":\"mesh\"}]")]
    [TestCase("Object{spec: Object.spec{containers: object.spec.containers.map(c, Object.spec.containers{name: c.name, env: [Object.spec.containers.env{name: 'A', value: '2'}]})}}", "\"env\":[{\"name\":\"A\",\"value\":\"2\"}]")]
    [TestCase("Object{metadata: Object.metadata{finalizers: ['a/b']}}", "\"finalizers\":[\"a/b\"]")]
    public void Part_of_an_object_is_merged_into_it(string expression, string expected) => Assert.That(Mutate(Merge(expression)), Does.Contain(expected));

    [Test]
    public void List_that_has_no_keys_cannot_be_merged()
    {
        MutationPreview preview = Preview(Merge("Object{spec: Object.spec{containers: [Object.spec.containers{name: 'app', args: ['y']}]}}"));

        Assert.That(preview.Steps.Single().Error, Does.Contain("may not mutate atomic arrays, maps or structs: .spec.containers[].args"));
    }

    [TestCase("[JSONPatch{op: 'add', path: '/metadata/labels/' + jsonpatch.escapeKey('a/b'), value: 'c'}]", "\"labels\":{\"app\":\"web\",\"a/b\":\"c\"}")]
    [TestCase("[JSONPatch{op: 'replace', path: '/spec/containers/0/image', value: 'nginx:1'}]", "\"image\":\"nginx:1\"")]
    [TestCase("[JSONPatch{op: 'add', path: '/spec/containers/-', value: Object.spec.containers{name: 'mesh'}}]", ",{\"name\":\"mesh\"}]")]
    [TestCase("[JSONPatch{op: 'test', path: '/metadata/name', value: 'web'}, JSONPatch{op: 'remove', path: '/metadata/labels'}]", "\"metadata\":{\"name\":\"web\"}")]
    [TestCase("[JSONPatch{op: 'move', from: '/metadata/labels', path: '/metadata/annotations'}]", "\"metadata\":{\"name\":\"web\",\"annotations\":{\"app\":\"web\"}}")]
    public void Json_patch_is_applied(string expression, string expected) => Assert.That(Mutate(Patch(expression)), Does.Contain(expected));

    [Test]
    public void Patch_of_what_is_not_there_is_an_error()
    {
        MutationPreview preview = Preview(Patch("[JSONPatch{op: 'replace', path: '/spec/nodeName', value: 'a'}]"));

        Assert.That(preview.Steps.Single().Error, Does.Contain("'/spec/nodeName', which is not there"));
        Assert.That(preview.Steps.Single().IsChanged, Is.False);
    }

    [Test]
    public void Policies_see_what_those_before_them_made()
    {
        string policies = Merge("Object{metadata: Object.metadata{labels: {'one': 'x'}}}") + "\n---\n" + Merge("Object{metadata: Object.metadata{labels: {'two': object.metadata.labels.one}}}");

        Assert.That(Mutate(policies), Does.Contain("\"two\":\"x\""));
    }

    private static string Mutate(string policies)
    {
        MutationPreview preview = Preview(policies);
        Assert.That(preview.Steps.Select(s => s.Error), Is.All.Null);
        Assert.That(preview.Steps.Select(s => s.IsChanged), Is.All.True);
        using var text = new StringWriter();
        ValueReport.WriteJson(preview.Object, text);
        return text.ToString();
    }

    private static MutationPreview Preview(string policies)
    {
        var errors = new List<DocumentError>();
        var set = AdmissionPolicySet.Read(policies, "policy.yaml", errors);
        Assert.That(errors.Concat(set.Errors), Is.Empty);
        return set.Mutate(new AdmissionRequest(DocumentValue.Of(new DocumentReader().Read(Pod, "pod.json").Documents[0])));
    }
}
