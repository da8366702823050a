using ContainerSecurity.AspNetCore.Admission.Judging;
using ContainerSecurity.Documents;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary>A place of an object is found again in another version of it.</summary>
[TestFixture]
public class ItemPathTests
{
    private const string Yaml = """
        metadata: { annotations: { "a.b/c[0]": x } }
        spec:
          containers:
          - name: web
            ports: [{ containerPort: 80 }]
            volumeMounts: [{ name: data, mountPath: /a }]
            command: [sh, -c]
        rules:
        - verbs: [get]
          resources: [pods]
        """;

    [TestCase("spec", "spec")]
    [TestCase("spec.containers[0].image", "spec.containers[name=web].image")]
    [TestCase("spec.containers[0].ports[0].hostPort", "spec.containers[name=web].ports[containerPort=80].hostPort")]
    [TestCase("spec.containers[0].command[1]", "spec.containers[name=web].command[=-c]")]
    [TestCase("spec.containers[7].image", "spec.containers[7].image")]
    [TestCase("metadata.annotations['a.b/c[0]']", "metadata.annotations['a.b/c[0]']")]
    [TestCase("[0]", "[0]")]
    [TestCase("spec.[", "spec.[")]
    public void Items_are_named_by_what_they_are(string path, string named) => Assert.That(Of(Yaml, path), Is.EqualTo(named));

    [Test]
    public void Item_without_a_name_is_the_same_by_all_that_is_in_it()
    {
        string moved = Yaml.Replace("rules:\n", "rules:\n- verbs: [list]\n  resources: [nodes]\n", StringComparison.Ordinal);
        string changed = Yaml.Replace("[pods]", "[secrets]", StringComparison.Ordinal);

        Assert.That(Of(moved, "rules[1].verbs"), Is.EqualTo(Of(Yaml, "rules[0].verbs")).And.Not.EqualTo(Of(moved, "rules[0].verbs")));
        Assert.That(Of(changed, "rules[0].verbs"), Is.Not.EqualTo(Of(Yaml, "rules[0].verbs")));
    }

    private static string Of(string yaml, string path) => new ItemPath((MappingNode)new DocumentReader().Read(yaml, "x.yaml").Documents[0]).Of(path);
}
