using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Tests.Rules;

namespace ContainerSecurity.Tests.Resources;

public class ResourceSetTests
{
    private static readonly ResourceSet Set = new(new Manifest("""
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: plain}}
        ---
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: named, namespace: default}}
        ---
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: shop, namespace: shop}}
        ---
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: open, namespace: '{{ .Release.Namespace }}'}}
        ---
        {apiVersion: example.com/v1, kind: ServiceAccount, metadata: {name: foreign}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}}, spec: {serviceAccountName: shop, containers: []}}
        """).Resources(), isComplete: false);

    private static IEnumerable<string> In(Field<string> space) => Set.InNamespace<ServiceAccount>("ServiceAccount", space).Select(a => a.Name.Value);

    [Test]
    public void No_namespace_means_default_and_an_unknown_one_may_be_any()
    {
        Assert.That(In(Field<string>.Missing()), Is.EqualTo(new[] { "plain", "named", "open" }));
        Assert.That(In(Field<string>.Known("")), Is.EqualTo(new[] { "plain", "named", "open" }));
        Assert.That(In(Field<string>.Known("shop")), Is.EqualTo(new[] { "shop", "open" }));
        Assert.That(In(Field<string>.Unknown()), Is.EqualTo(new[] { "plain", "named", "shop", "open" }));
    }

    [Test]
    public void Kind_of_a_foreign_group_is_of_the_kind_but_not_of_the_type()
    {
        Assert.That(Set.OfKind("ServiceAccount"), Has.Count.EqualTo(5));
        Assert.That(In(Field<string>.Missing()), Has.None.EqualTo("foreign"));
        Assert.That(Set.OfKind("Service"), Is.Empty);
    }

    [TestCase(null, "named", true)]
    [TestCase("default", "plain", true)]
    [TestCase("shop", "shop", true)]
    [TestCase("shop", "plain", false)]
    public void Resource_is_found_by_name_and_namespace(string? space, string name, bool found)
    {
        Assert.That(Set.Find("ServiceAccount", space, name) is not null, Is.EqualTo(found));
    }

    [Test]
    public void Workload_is_kept_as_facts()
    {
        WorkloadSummary web = Set.Workloads.Single();

        Assert.That(web.Identity.ToString(), Is.EqualTo("Pod web"));
        Assert.That(web.ServiceAccount, Is.EqualTo("shop"));
        Assert.That(web.PodLabels.Is("app", "web"));
        Assert.That((web.IsNamespaceKnown, web.IsOwned), Is.EqualTo((true, false)));
    }
}
