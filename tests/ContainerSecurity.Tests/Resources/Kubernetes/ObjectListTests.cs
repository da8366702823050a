using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Kubernetes;

namespace ContainerSecurity.Tests.Resources.Kubernetes;

public class ObjectListTests
{
    private const string Item = "{metadata: {name: a}, spec: {containers: [{name: c, securityContext: {privileged: true}}]}}";

    private static (string Found, List<DocumentError> Errors) Read(string text)
    {
        var errors = new List<DocumentError>();
        DocumentSet set = new DocumentReader().Read(text, "list.yaml");
        string[] found = [.. set.Documents.SelectMany(d => KubernetesReader.Read(d, errors))
            .Select(r => $"{r.Identity.ApiVersion} {r.Identity.Kind} {r.Identity.Name}")];
        return (string.Join(", ", found), errors);
    }

    [TestCase("apiVersion: v1\nkind: PodList\nitems: [" + Item + "]", "v1 Pod a")]
    [TestCase("apiVersion: apps/v1\nkind: DeploymentList\nitems: [{metadata: {name: a}}, {metadata: {name: b}}]", "apps/v1 Deployment a, apps/v1 Deployment b")]
    [TestCase(
        "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleList\nitems: [{metadata: {name: a}, rules: []}]",
        "rbac.authorization.k8s.io/v1 ClusterRole a")]
    [TestCase("apiVersion: v1\nkind: PodList\nitems: [{apiVersion: v1, kind: Pod, metadata: {name: a}}]", "v1 Pod a")]
    [TestCase("apiVersion: v1\nkind: PodList\nitems: [{kind: ~, metadata: {name: a}}]", "v1 Pod a")]
    [TestCase(
        "apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: PodList, items: ["
            + Item
            + "]}, {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Secret, metadata: {name: s}}]}]",
        "v1 Pod a, v1 Secret s")]
    [TestCase("{\"kind\": \"PodList\", \"apiVersion\": \"v1\", \"items\": [{\"metadata\": {\"name\": \"a\"}}]}", "v1 Pod a")]
    [TestCase("[{apiVersion: v1, kind: PodList, items: [" + Item + "]}]", "v1 Pod a")]
    [TestCase("apiVersion: v1\nkind: PodList\nitems: []", "")]
    [TestCase("apiVersion: v1\nkind: PodList\nitems: ~", "")]
    public void Items_take_kind_and_version_from_their_list(string text, string expected)
    {
        (string found, List<DocumentError> errors) = Read(text);

        Assert.That(found, Is.EqualTo(expected));
        Assert.That(errors, Is.Empty);
    }

    [Test]
    public void Places_in_items_are_those_of_the_text()
    {
        DocumentNode document = new DocumentReader()
            .Read($"apiVersion: v1\nkind: PodList\nitems:\n- metadata: {{name: a}}\n  spec:\n    containers: [{{name: c, securityContext: {{privileged: true}}}}]\n", "list.yaml").Documents.Single();
        var pod = (Workload)KubernetesReader.Read(document, []).Single();

        Assert.That(pod.Containers[0].Privileged.Location!.Span.Line, Is.EqualTo(6));
        Assert.That(pod.Containers[0].Privileged.Location!.Path, Is.EqualTo("items[0].spec.containers[0].securityContext.privileged"));
    }

    [Test]
    public void Whatever_has_items_is_a_list_to_kubectl_and_judged_beside_them()
    {
        Assert.That(Read("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\nitems: [{apiVersion: v1, kind: Pod, metadata: {name: p}}]").Found,
            Is.EqualTo("v1 ConfigMap m, v1 Pod p"));
    }

    [TestCase("apiVersion: example.com/v1\nkind: Menu\nmetadata: {name: m}\nitems: [soup, {name: salad}]", "example.com/v1 Menu m")]
    public void Other_kinds_may_have_items_that_are_no_objects(string text, string expected)
    {
        (string found, List<DocumentError> errors) = Read(text);

        Assert.That(found, Is.EqualTo(expected));
        Assert.That(errors, Is.Empty);
    }

    [TestCase("apiVersion: v1\nkind: List\nitems:\n- metadata: {name: a}\n", 4)]
    [TestCase("apiVersion: v1\nkind: PodList\nitems:\n- 1\n", 4)]
    [TestCase("apiVersion: v1\nkind: PodList\nitems:\n- kind: Pod\n", 4)]
    public void Item_that_is_no_object_is_an_error(string text, int line)
    {
        Assert.That(Read(text).Errors.Single().Span.Line, Is.EqualTo(line));
    }

    [Test]
    public void Lists_nested_too_deep_are_an_error_and_no_silence()
    {
        string text = "{apiVersion: v1, kind: Pod, metadata: {name: a}}";
        for (int i = 0; i < 12; i++)
            text = $"{{apiVersion: v1, kind: List, items: [{text}]}}";

        (string found, List<DocumentError> errors) = Read(text);

        Assert.That(found, Is.Empty);
        Assert.That(errors.Single().Message, Does.Contain("nested deeper"));
    }

    [TestCase("apiVersion: v1\nKind: Pod\n", "did you mean 'kind' where it says 'Kind'", 2)]
    [TestCase("apiversion: v1\nkind: Pod\n", "did you mean 'apiVersion' where it says 'apiversion'", 1)]
    [TestCase("api_version: v1\nkind: Pod\n", "api_version", 1)]
    [TestCase("apiVersion: v1\nmetadata: {name: a}\n", "no kind", 1)]
    [TestCase("kind: Pod\nspec: {}\n", "no apiVersion", 1)]
    [TestCase("kind: Deployment\n", "no apiVersion", 1)]
    [TestCase("apiVersion: apps/v1\n", "no kind", 1)]
    [TestCase("metadata: {}\nspec: {containers: []}\n", "no kind", 1)]
    [TestCase("apiVersion: v1\nkind: ''\n", "no text", 2)]
    [TestCase("apiVersion: v1\nkind: ~\n", "no kind", 1)]
    [TestCase("apiVersion: v1\nkind: [Pod]\n", "no text", 2)]
    [TestCase("apiVersion: v1\nkind: '{{ .Values.kind }}'\n", "template", 2)]
    public void Document_that_begins_as_an_object_and_is_none_is_an_error_with_its_place(string text, string message, int line)
    {
        DocumentError error = Read(text).Errors.Single();

        Assert.That(error.Message, Does.Contain(message));
        Assert.That(error.Span.Line, Is.EqualTo(line));
    }

    [TestCase("apiVersion: v1\nkind: pod\n", "pod", "Pod")]
    [TestCase("apiVersion: v1\nkind: 'Pod '\n", "Pod ", "Pod")]
    [TestCase("apiVersion: apps/v1\nkind: deployment\n", "deployment", "Deployment")]
    [TestCase("apiVersion: v1\nkind: podlist\nitems: []\n", "podlist", "PodList")]
    [TestCase("apiVersion: v1\nkind: list\n", "list", "List")]
    [TestCase("apiVersion: rbac.authorization.k8s.io/v1\nkind: clusterrole\n", "clusterrole", "ClusterRole")]
    public void Kind_in_letters_that_Kubernetes_does_not_know_is_an_error(string text, string kind, string meant)
    {
        DocumentError error = Read(text).Errors.Single();

        Assert.That(error.Message, Does.Contain($"'{kind}'").And.Contain($"did you mean '{meant}'"));
        Assert.That(error.Span.Line, Is.EqualTo(2));
    }

    [TestCase("apiVersion: v1\nkind: PodList\n")]
    [TestCase("apiVersion: v1\nkind: List\nitems: {a: 1}\n")]
    [TestCase("apiVersion: v1\nkind: List\nItems:\n- {apiVersion: v1, kind: Pod}\n")]
    [TestCase("apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleList\nitems: text\n")]
    public void List_without_a_list_of_items_is_an_error(string text) =>
        Assert.That(Read(text).Errors.Single().Message, Does.Contain("no list of 'items'"));

    [TestCase("apiVersion: example.com/v1\nkind: job\n")]
    [TestCase("apiVersion: example.com/v1\nkind: PodList\n")]
    [TestCase("apiVersion: v1\nkind: Node\n")]
    public void Kind_that_no_rule_speaks_of_is_no_error(string text) => Assert.That(Read(text).Errors, Is.Empty);

    [TestCase("kind: pipeline\ntype: docker\nname: default\n")]
    [TestCase("kind: feature\nsummary: a change\n")]
    [TestCase("apiVersion: v2\nname: chart\nversion: 1.0.0\n")]
    [TestCase("apiVersion: 1\ndatasources: []\n")]
    [TestCase("apiVersion: v1\nentries: {}\ngenerated: now\n")]
    [TestCase("name: build\non: push\njobs: {}\n")]
    [TestCase("[1, 2, {a: 1}]")]
    [TestCase("text")]
    public void Files_of_other_tools_are_none(string text)
    {
        (string found, List<DocumentError> errors) = Read(text);

        Assert.That(found, Is.Empty);
        Assert.That(errors, Is.Empty);
    }
}
