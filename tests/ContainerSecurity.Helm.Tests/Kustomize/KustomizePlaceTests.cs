using ContainerSecurity.Documents;
using ContainerSecurity.Helm.Kustomize;

namespace ContainerSecurity.Helm.Tests.Kustomize;

/// <summary>Each value stands where it is written.</summary>
public class KustomizePlaceTests
{
    [Test]
    public void A_value_of_a_base_stands_in_the_base()
    {
        Kustomization built = KustomizationFolder.BuildPod("namePrefix: p-\n");

        Assert.That(KustomizationFolder.PlaceOf(built, "spec", "containers", 0, "image"), Is.EqualTo("pod.yaml: nginx:1.25"));
    }

    [Test]
    public void A_flag_that_a_patch_file_adds_stands_in_the_patch()
    {
        Kustomization built = new KustomizationFolder()
            .With("pod.yaml", KustomizationFolder.Pod)
            .With("patch.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - name: app\n    securityContext:\n      privileged: true\n")
            .With("kustomization.yaml", "resources: [pod.yaml]\npatches:\n- path: patch.yaml\n")
            .Build();

        Assert.Multiple(() =>
        {
            Assert.That(KustomizationFolder.PlaceOf(built, "spec", "containers", 0, "securityContext", "privileged"), Is.EqualTo("patch.yaml: true"));
            Assert.That(FieldLine(built, "privileged"), Is.EqualTo("      privileged: true"));
        });
    }

    [Test]
    public void A_flag_that_an_inline_patch_adds_stands_on_its_line_of_the_kustomization()
    {
        Kustomization built = KustomizationFolder.BuildPod(
            """
            patches:
            - patch: |
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                spec:
                  hostNetwork: true
            """);

        Assert.That(KustomizationFolder.PlaceOf(built, "spec", "hostNetwork"), Is.EqualTo("kustomization.yaml: true"));
    }

    [Test]
    public void A_value_of_a_json_patch_stands_in_its_operation()
    {
        Kustomization built = KustomizationFolder.BuildPod(
            """
            patches:
            - target: {kind: Pod}
              patch: |-
                - op: add
                  path: /spec/hostPID
                  value: true
            """);

        Assert.That(KustomizationFolder.PlaceOf(built, "spec", "hostPID"), Is.EqualTo("kustomization.yaml: true"));
    }

    [TestCase("- name: nginx\n  newTag: latest\n", "kustomization.yaml: latest")]
    [TestCase("- name: nginx\n  newName: evil/nginx\n", "kustomization.yaml: evil/nginx")]
    [TestCase("- name: nginx\n  digest: sha256:abc\n", "kustomization.yaml: sha256:abc")]
    [TestCase("- name: other\n  newTag: latest\n", "pod.yaml: nginx:1.25")]
    public void An_image_stands_in_the_entry_that_changes_it(string images, string expected)
    {
        Kustomization built = KustomizationFolder.BuildPod("images:\n" + images);

        Assert.That(KustomizationFolder.PlaceOf(built, "spec", "containers", 0, "image"), Is.EqualTo(expected));
    }

    [Test]
    public void Data_of_a_generator_stand_in_the_literal_or_the_line_of_the_file()
    {
        Kustomization built = new KustomizationFolder()
            .With("some.env", "# a comment\nA=1\nB=2\n")
            .With("kustomization.yaml", "configMapGenerator:\n- name: c\n  literals: [C=3]\n  envs: [some.env]\n")
            .Build();

        Assert.Multiple(() =>
        {
            Assert.That(KustomizationFolder.PlaceOf(built, "data", "B"), Is.EqualTo("some.env: B=2"));
            Assert.That(KustomizationFolder.PlaceOf(built, "data", "C"), Is.EqualTo("kustomization.yaml: C=3"));
        });
    }

    [Test]
    public void A_namespace_and_a_label_stand_in_the_kustomization()
    {
        Kustomization built = KustomizationFolder.BuildPod("namespace: shop\ncommonLabels:\n  team: blue\n");

        Assert.Multiple(() =>
        {
            Assert.That(KustomizationFolder.PlaceOf(built, "metadata", "namespace"), Is.EqualTo("kustomization.yaml: shop"));
            Assert.That(KustomizationFolder.PlaceOf(built, "metadata", "labels", "team"), Is.EqualTo("kustomization.yaml: blue"));
        });
    }

    /// <summary>The line of the field of the security context of the first container.</summary>
    private static string FieldLine(Kustomization built, string field)
    {
        var spec = (MappingNode)((MappingNode)built.Documents[0])["spec"]!;
        var container = (MappingNode)((SequenceNode)spec["containers"]!).Items[0];
        DocumentNode node = ((MappingNode)container["securityContext"]!)[field]!;
        string line = node.File.Text!.Split('\n')[node.FieldSpan.Line - 1];
        return line.Substring(0, node.FieldSpan.EndColumn - 1);
    }
}
