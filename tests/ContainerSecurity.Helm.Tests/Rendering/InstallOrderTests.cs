using static ContainerSecurity.Helm.Tests.Rendering.ChartBuilder;

namespace ContainerSecurity.Helm.Tests.Rendering;

/// <summary>Documents come in the order in which Helm prints and installs them.</summary>
public class InstallOrderTests
{
    [Test]
    public void Documents_come_by_kind_then_by_template_then_as_written_and_hooks_come_last()
    {
        RenderedChart chart = Chart(
            ("templates/a.yaml", Document("Deployment", "d") + "---\n" + Document("Zebra", "z") + "---\n" + Document("Service", "s1")),
            ("templates/b.yaml", Document("Service", "s2") + "---\n" + Document("Apple", "a") + "---\n" + Document("Namespace", "n")),
            ("templates/c.yaml", Hook("Job", "j", "pre-install") + "---\n" + Hook("Service", "h", "test-success, post-upgrade")),
            ("templates/NOTES.txt", "Thanks."),
            ("templates/_helpers.tpl", "{{ define \"x\" }}{{ end }}"),
            ("crds/c.yaml", "kind: CustomResourceDefinition")).Render();

        Assert.Multiple(() =>
        {
            Assert.That(chart.InInstallOrder().Select(NameOf), Is.EqualTo(new[] { "n", "s1", "s2", "d", "a", "z", "h", "j" }));
            Assert.That(chart.InInstallOrder(includesCustomResources: true)[0].Source, Is.EqualTo("shop/crds/c.yaml"));
            Assert.That(chart.InInstallOrder()[^2].Hooks, Is.EqualTo(new[] { "test", "post-upgrade" }));
            Assert.That(chart.InInstallOrder()[^2].IsTest, Is.True);
        });
    }

    [TestCase("---\nkind: A\n---apiVersion: v1\nkind: B\n", 2, TestName = "Dashes separate even with text after them")]
    [TestCase("\n\n---\n\n---\n  \n", 0, TestName = "Blank documents vanish")]
    [TestCase("kind: A\ntext: |\n  ---\n", 1, TestName = "Dashes that are indented do not separate")]
    [TestCase("# a comment\n", 1, TestName = "A document of comments stays")]
    public void Documents_are_cut_apart_as_Helm_does(string text, int count) =>
        Assert.That(Of(text).Render().InInstallOrder().Count(m => m.Text.Trim('-', '\n', ' ').Length > 0), Is.EqualTo(count));

    [Test]
    public void A_document_with_an_unknown_hook_is_dropped_and_that_is_said()
    {
        RenderedChart chart = Of(Document("Service", "s") + "---\n" + Hook("Job", "j", "pre-instal")).Render();

        Assert.Multiple(() =>
        {
            Assert.That(chart.InInstallOrder().Select(NameOf), Is.EqualTo(new[] { "s" }));
            Assert.That(chart.Notes.Single().ToString(), Does.StartWith("charts/shop-folder/templates/t.yaml:").And.Contain("'pre-instal'").And.Contain("pre-install"));
        });
    }

    [Test]
    public void A_document_that_is_no_YAML_is_refused() =>
        Assert.That(() => Of("a: b: c\n").Render().InInstallOrder(), Throws.InstanceOf<ChartException>().With.Message.StartsWith("YAML parse error on shop/templates/t.yaml"));

    private static string Document(string kind, string name) => $"kind: {kind}\nmetadata:\n  name: {name}\n";

    private static string Hook(string kind, string name, string hooks) => $"{Document(kind, name)}  annotations:\n    helm.sh/hook: {hooks}\n";

    private static string NameOf(ChartManifest manifest) => manifest.Text.Split("name: ")[1].Split('\n')[0];
}
