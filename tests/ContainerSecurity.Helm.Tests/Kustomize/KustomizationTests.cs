using ContainerSecurity.Helm.Kustomize;

namespace ContainerSecurity.Helm.Tests.Kustomize;

/// <summary>What kustomizations build, where others get it wrong.</summary>
public class KustomizationTests
{
    private const string Widget = "apiVersion: acme.example/v1\nkind: Widget\nmetadata: {name: w}\nspec:\n  items:\n  - name: a\n    v: 1\n  - name: b\n";

    [Test]
    public void A_tag_alone_takes_the_digest_away()
    {
        Kustomization built = new KustomizationFolder()
            .With("pod.yaml", KustomizationFolder.Pod.Replace("nginx:1.25", "nginx:1@sha256:abc", StringComparison.Ordinal))
            .With("kustomization.yaml", "resources: [pod.yaml]\nimages: [{name: nginx, newTag: '2'}]\n")
            .Build();

        Assert.That(built.ToYaml(), Does.Contain("image: nginx:2\n"));
    }

    [Test]
    public void Lists_of_custom_resources_are_replaced_as_a_whole()
    {
        Kustomization built = new KustomizationFolder()
            .With("w.yaml", Widget)
            .With("kustomization.yaml", "resources: [w.yaml]\npatches:\n- patch: |-\n    apiVersion: acme.example/v1\n    kind: Widget\n    metadata: {name: w}\n    spec: {items: [{name: c}]}\n")
            .Build();

        Assert.That(built.ToYaml(), Does.EndWith("  items:\n  - name: c\n"));
    }

    [Test]
    public void An_unknown_field_is_an_error_at_its_place()
    {
        Kustomization built = KustomizationFolder.BuildPod("nameprefixes: x\n");

        Assert.Multiple(() =>
        {
            Assert.That(built.Errors[0].Message, Does.Contain("'nameprefixes'"));
            Assert.That(built.Errors[0].Span.Line, Is.EqualTo(2));
        });
    }

    [Test]
    public void All_files_that_are_read_are_told()
    {
        Kustomization built = new KustomizationFolder()
            .With("base/pod.yaml", KustomizationFolder.Pod)
            .With("base/unused.yaml", KustomizationFolder.Pod)
            .With("base/kustomization.yaml", "resources: [pod.yaml]\n")
            .With("over/p.yaml", "- op: add\n  path: /spec/hostIPC\n  value: true\n")
            .With("over/kustomization.yaml", "resources: [../base]\npatches: [{path: p.yaml, target: {kind: Pod}}]\n")
            .Build("over");

        Assert.That(built.Files.Select(f => Path.GetFileName(f)), Is.EquivalentTo(new[] { "kustomization.yaml", "kustomization.yaml", "pod.yaml", "p.yaml" }));
    }

    [Test]
    public void Deprecated_fields_are_told()
    {
        Kustomization built = KustomizationFolder.BuildPod("commonLabels: {a: b}\n");

        Assert.That(built.Notices.Single().Message, Does.Contain("'commonLabels' is deprecated"));
    }

    [Test]
    public void A_reference_follows_the_hash_of_what_a_generator_makes()
    {
        Kustomization built = new KustomizationFolder()
            .With("pod.yaml", KustomizationFolder.Pod + "\n    envFrom: [{configMapRef: {name: c}}]\n")
            .With("kustomization.yaml", "resources: [pod.yaml]\nnamePrefix: p-\nconfigMapGenerator:\n- name: c\n  literals: [a=1]\n")
            .Build();
        string text = built.ToYaml();
        string name = text.Substring(text.IndexOf("name: p-c-", StringComparison.Ordinal), "name: p-c-0123456789".Length);

        Assert.That(text.Split(name), Has.Length.EqualTo(3));
    }
}
