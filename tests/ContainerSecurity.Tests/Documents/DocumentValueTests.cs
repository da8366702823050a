using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Tests.Documents;

public class DocumentValueTests
{
    private const string Pod = """
        kind: Pod
        metadata: { labels: { app.kubernetes.io/name: web } }
        spec:
          hostNetwork: yes
          hostPID: "yes"
          containers:
          - { name: app, image: "nginx:1.27", ports: [ { containerPort: 0x50 } ], weight: 1.5, tty: ~ }
          - { name: side, image: '{{ .Values.image }}', args: [ plain, "{{ .Values.argument }}" ] }
        """;

    [TestCase("object.kind == 'Pod'")]
    [TestCase("object.metadata.labels['app.kubernetes.io/name'] == 'web'")]
    [TestCase("object.spec.hostNetwork == true")]
    [TestCase("object.spec.hostPID == 'yes'")]
    [TestCase("object.spec.containers[0].ports[0].containerPort == 80")]
    [TestCase("object.spec.containers[0].weight == 1.5")]
    [TestCase("object.spec.containers[0].tty == null")]
    [TestCase("!has(object.spec.volumes)")]
    [TestCase("object.spec.containers.all(c, c.name.size() >= 3)")]
    [TestCase("size(object.spec) == 3")]
    [TestCase("object.spec.map(k, k) == ['hostNetwork', 'hostPID', 'containers']")]
    public void Expression_reads_a_manifest_as_the_API_server_does(string expression) =>
        Assert.That(Evaluate(expression, Parse(Pod)), Is.EqualTo(CelValue.True));

    [TestCase("object.spec.containers[1].image == 'nginx'")]
    [TestCase("'plain' in object.spec.containers[1].args")]
    [TestCase("object.spec.containers.all(c, c.image.startsWith('nginx'))")]
    public void Template_is_unknown(string expression) => Assert.That(Evaluate(expression, Parse(Pod)).IsUnknown);

    [Test]
    public void What_decides_without_the_unknown_decides() =>
        Assert.That(Evaluate("object.spec.containers.exists(c, c.image == 'nginx:1.27')", Parse(Pod)), Is.EqualTo(CelValue.True));

    [TestCase("has(object.privileged)")]
    [TestCase("object.privileged == true")]
    [TestCase("object.all(k, k != 'privileged')")]
    public void Absent_key_of_an_open_mapping_is_unknown(string expression)
    {
        var open = new MappingNode(new SourceFile("code.cs"), SourceSpan.FileStart, [], isOpen: true);

        Assert.That(Evaluate(expression, open).IsUnknown);
    }

    [Test]
    public void Looking_twice_makes_nothing_new()
    {
        DocumentNode pod = Parse(Pod);
        CelMap? first = DocumentValue.Of(pod).As<CelMap>();

        Assert.That(DocumentValue.Of(pod).As<CelMap>(), Is.SameAs(first));
    }

    private static DocumentNode Parse(string yaml) => new DocumentReader().Read(yaml, "pod.yaml").Documents[0];

    private static CelValue Evaluate(string expression, DocumentNode document) =>
        CelEnvironment.Create(e => e.AddVariable("object", CelType.Dyn)).Compile(expression).Program
            .Evaluate(new CelBindings { ["object"] = DocumentValue.Of(document) }).Value;
}
