using static ContainerSecurity.Helm.Tests.Rendering.ChartBuilder;

namespace ContainerSecurity.Helm.Tests.Rendering;

/// <summary>What differs between versions of Helm.</summary>
public class HelmVersionTests
{
    [TestCase("3.15.4", "null", TestName = "Helm 3 takes away a sub-chart's value that the parent nulls")]
    [TestCase("4.1.4", "null", TestName = "So does Helm 4.1")]
    [TestCase("4.2.3", "472", TestName = "Helm 4.2 brings the sub-chart's value back")]
    public void A_parents_null_for_a_value_of_a_sub_chart_follows_the_version(string version, string printed)
    {
        ChartSource chart = Chart(
            ("values.yaml", "sub:\n  context:\n    user: null\n"),
            ("charts/sub/Chart.yaml", "apiVersion: v2\nname: sub\nversion: 1.0.0\n"),
            ("charts/sub/values.yaml", "context:\n  user: 472\n"),
            ("charts/sub/templates/a.yaml", "{{ toJson .Values.context.user }}"));

        Assert.That(Printed(chart, new ChartRendering { HelmVersion = version }), Is.EqualTo(printed));
    }

    [TestCase("4.1.4", "{\"a\":null,\"b\":{\"c\":null}}", TestName = "A chart's own nulls stay")]
    [TestCase("4.2.0", "{\"b\":{}}", TestName = "A chart's own nulls go since Helm 4.2")]
    public void A_charts_own_nulls_follow_the_version(string version, string printed) =>
        Assert.That(Printed(Of("{{ toJson .Values }}", "a: null\nb:\n  c: null\n"), new ChartRendering { HelmVersion = version }), Is.EqualTo(printed));

    [TestCase("3.15.4", "v1.30.0")]
    [TestCase("3.19.0", "v1.34.0")]
    [TestCase("4.0.0", "v1.34.0")]
    [TestCase("4.1.4", "v1.35.0")]
    [TestCase("4.2.1", "v1.36.0")]
    public void Kubernetes_is_the_version_of_Helms_client(string version, string kubernetes) =>
        Assert.That(Printed(Of("{{ .Capabilities.KubeVersion }}"), new ChartRendering { HelmVersion = version }), Is.EqualTo(kubernetes));

    [Test]
    public void A_number_of_a_file_is_floating_and_one_of_an_argument_is_not() =>
        Assert.Multiple(() =>
        {
            Assert.That(Printed(Of("{{ .Values.a }}", "a: 1000000"), new ChartRendering()), Is.EqualTo("1e+06"));
            Assert.That(Printed(Of("{{ .Values.a }}"), new ChartRendering { Set = ["a=1000000"] }), Is.EqualTo("1000000"));
        });

    [Test]
    public void Values_come_in_Helms_order_of_options()
    {
        var rendering = new ChartRendering
        {
            SetLiteral = ["e=x,y=z"],
            SetFile = ["d=file.txt"],
            SetString = ["c=1"],
            Set = ["b=2,c=2"],
            SetJson = ["b={\"x\":1},a=[1,\"y\"]", "{\"f\":{\"g\":true}}"],
            ReadFile = path => $"text of {path}",
        };

        Assert.That(
            Printed(Of("{{ toJson .Values }}"), rendering),
            Is.EqualTo("{\"a\":[1,\"y\"],\"b\":2,\"c\":\"1\",\"d\":\"text of file.txt\",\"e\":\"x,y=z\",\"f\":{\"g\":true}}"));
    }

    [TestCase("a", TestName = "A name without a value")]
    [TestCase("a[70000]=1", TestName = "An index that is too large")]
    public void An_argument_that_cannot_be_read_is_an_error(string set)
    {
        RenderedChart chart = Of("x").Render(new ChartRendering { SetString = [set] });

        Assert.That(chart.Errors.Single().Message, Does.StartWith("failed parsing --set-string data: "));
    }

    private static string Printed(ChartSource chart, ChartRendering rendering)
    {
        RenderedChart rendered = chart.Render(rendering);
        Assert.That(rendered.Errors, Is.Empty);
        return rendered.Templates.Single().Text.Text;
    }
}
