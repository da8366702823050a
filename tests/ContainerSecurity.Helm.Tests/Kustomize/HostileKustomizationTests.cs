using System.Text;
using ContainerSecurity.Helm.Kustomize;

namespace ContainerSecurity.Helm.Tests.Kustomize;

/// <summary>No kustomization runs for ever, fills the memory, ends the process or reads what it may not.</summary>
public class HostileKustomizationTests
{
    [Test]
    public void A_cycle_of_bases_is_an_error()
    {
        Kustomization built = new KustomizationFolder()
            .With("a/kustomization.yaml", "resources: [../b]\n")
            .With("b/kustomization.yaml", "resources: [../a]\n")
            .Build("a");

        Assert.That(built.Errors[0].Message, Does.Contain("cycle"));
    }

    [Test]
    public void A_base_that_holds_the_overlay_is_an_error()
    {
        Kustomization built = new KustomizationFolder()
            .With("kustomization.yaml", "resources: []\nnamePrefix: a-\n")
            .With("over/kustomization.yaml", "resources: [..]\n")
            .Build("over");

        Assert.That(built.Errors[0].Message, Does.Contain("cycle"));
    }

    [Test]
    public void Bases_that_double_at_each_level_end_by_budget()
    {
        var folder = new KustomizationFolder().With("l0/kustomization.yaml", "configMapGenerator:\n- name: c\n");
        for (int i = 1; i <= 40; i++)
            folder
                .With($"l{i}/a/kustomization.yaml", $"resources: [../../l{i - 1}/]\nnamePrefix: a\n")
                .With($"l{i}/b/kustomization.yaml", $"resources: [../../l{i - 1}/]\nnamePrefix: b\n")
                .With($"l{i}/kustomization.yaml", "resources: [a, b]\n");

        Assert.That(folder.Build("l25").Errors[0].Message, Does.Contain("was not built, because"));
    }

    [Test]
    public void Bases_that_are_nested_too_deep_are_an_error()
    {
        var folder = new KustomizationFolder().With("l0/kustomization.yaml", "namePrefix: a\n");
        for (int i = 1; i <= 70; i++)
            folder.With($"l{i}/kustomization.yaml", $"resources: [../l{i - 1}]\n");

        Assert.That(folder.Build("l70").Errors[0].Message, Does.Contain("nested deeper"));
    }

    [Test]
    public void An_alias_bomb_is_an_error()
    {
        var bomb = new StringBuilder("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nx0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
        for (int i = 1; i < 12; i++)
            bomb.Append($"x{i}: &x{i} [{string.Join(", ", Enumerable.Repeat($"*x{i - 1}", 10))}]\n");
        Kustomization built = new KustomizationFolder().With("a.yaml", bomb.ToString()).With("kustomization.yaml", "resources: [a.yaml]\n").Build();

        Assert.That(built.Errors, Has.Count.EqualTo(1));
    }

    [Test]
    public void Values_nested_too_deep_are_an_error()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);
        Kustomization built = new KustomizationFolder()
            .With("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nx: " + deep + "\n")
            .With("kustomization.yaml", "resources: [a.yaml]\n")
            .Build();

        Assert.That(built.Errors, Has.Count.EqualTo(1));
    }

    [Test]
    public void Patches_that_nest_values_ever_deeper_end_with_an_error()
    {
        var operations = new StringBuilder();
        string path = "/spec";
        for (int i = 0; i < 600; i++)
        {
            path += "/a";
            operations.Append($"    - {{op: add, path: {path}, value: {{}}}}\n");
        }
        Kustomization built = KustomizationFolder.BuildPod("patches:\n- target: {kind: Pod}\n  patch: |-\n" + operations);

        Assert.That(built.Errors[0].Message, Does.Contain("nested deeper"));
    }

    [Test]
    public void Patches_that_double_a_value_end_by_budget()
    {
        var operations = new StringBuilder();
        for (int i = 0; i < 40; i++)
            operations.Append("    - {op: copy, from: /spec, path: /spec/x}\n    - {op: copy, from: /spec, path: /spec/y}\n");
        Kustomization built = KustomizationFolder.BuildPod("patches:\n- target: {kind: Pod}\n  patch: |-\n" + operations);

        Assert.That(built.Errors, Has.Count.EqualTo(1));
    }

    [Test]
    public void Replacements_that_double_a_text_end_by_budget()
    {
        var replacements = new StringBuilder("replacements:\n");
        for (int i = 0; i < 40; i++)
            replacements.Append(
                "- source: {kind: Pod, fieldPath: metadata.annotations.a}\n"
                + "  targets: [{select: {kind: Pod}, fieldPaths: [metadata.annotations.a], options: {delimiter: '|', index: -1}}]\n");
        Kustomization built = KustomizationFolder.BuildPod("commonAnnotations: {a: aaaaaaaaaaaaaaaa}\n" + replacements);

        Assert.That(built.Errors[0].Message, Does.Contain("was not built, because it makes"));
    }

    [Test]
    public void Files_that_are_too_large_end_by_budget()
    {
        Kustomization built = new KustomizationFolder()
            .With("big.txt", new string('x', 10_000))
            .With("kustomization.yaml", "configMapGenerator:\n- name: c\n  files: [big.txt]\n")
            .Build(limits: new KustomizeLimits { MaxLength = 5_000 });

        Assert.That(built.Errors[0].Message, Does.Contain("more than 5000 bytes"));
    }

    [Test]
    public void A_file_outside_the_folder_is_not_read()
    {
        Kustomization built = new KustomizationFolder()
            .With("secret.txt", "made-up")
            .With("over/kustomization.yaml", "configMapGenerator:\n- name: c\n  files: [../secret.txt]\n")
            .Build("over");

        Assert.Multiple(() =>
        {
            Assert.That(built.Errors[0].Message, Does.Contain("not in or below"));
            Assert.That(built.Files, Has.None.EndsWith("secret.txt"));
        });
    }

    [Test]
    public void A_link_that_leads_outside_the_folder_is_not_read()
    {
        var folder = new KustomizationFolder()
            .With("secret.txt", "made-up")
            .With("over/kustomization.yaml", "configMapGenerator:\n- name: c\n  files: [link.txt]\n");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "over", "link.txt"), Path.Combine(folder.Path, "secret.txt"));

        Assert.That(folder.Build("over").Errors[0].Message, Does.Contain("not in or below"));
    }

    [TestCase("resources: [https://example.com/base.yaml]\n")]
    [TestCase("resources: [\"github.com/acme/app//base?ref=v1\"]\n")]
    [TestCase("components: [\"git@example.com:acme/app.git\"]\n")]
    [TestCase("helmCharts:\n- name: redis\n  repo: https://example.com\n")]
    [TestCase("transformers:\n- |-\n  apiVersion: acme.example/v1\n  kind: Magic\n  metadata: {name: m}\n")]
    public void What_would_need_the_network_or_a_program_is_told_as_unknown(string kustomization)
    {
        Kustomization built = new KustomizationFolder()
            .With("pod.yaml", KustomizationFolder.Pod)
            .With("kustomization.yaml", kustomization + "configMapGenerator:\n- name: c\n  literals: [a=1]\n")
            .Build();

        Assert.Multiple(() =>
        {
            Assert.That(built.Errors, Is.Empty);
            Assert.That(built.Unknown, Has.Count.EqualTo(1));
            Assert.That(built.Documents, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public void A_patch_for_what_may_come_from_a_remote_base_is_told_as_unknown()
    {
        Kustomization built = new KustomizationFolder()
            .With("kustomization.yaml", "resources: [https://example.com/base.yaml]\npatches:\n- patch: |-\n    apiVersion: v1\n    kind: Pod\n    metadata: {name: web}\n")
            .Build();

        Assert.Multiple(() =>
        {
            Assert.That(built.Errors, Is.Empty);
            Assert.That(built.Unknown, Has.Count.EqualTo(2));
        });
    }

    [Test]
    public void No_text_makes_a_build_throw()
    {
        string[] pieces =
        [
            "resources", "patches", "images", "- ", ": ", "\n", "  ", "{", "}", "[", "]", "pod.yaml", "name", "path", "target", "op", "'", "\"", "|", "*a", "&a", "..", "/", "$patch",
            "replacements", "source", "configMapGenerator", "literals", "a=b", "null", "1", "~", "vars", "objref", "labels", "pairs", "kind", "Component", "Pod", "sortOptions", "\0", "é",
        ];
        var random = new Random(7);
        for (int i = 0; i < 3000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => pieces[random.Next(pieces.Length)]));
            Assert.That(() => KustomizationFolder.BuildPod(text), Throws.Nothing, text);
        }
    }
}
