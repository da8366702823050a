using System.Text.Json;

namespace ContainerSecurity.Tool.Tests;

/// <summary><c>csec scan</c> of charts.</summary>
[NonParallelizable]
public class ChartScanTests
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
          - name: app
            image: a:1
            securityContext:
              privileged: {{ .Values.privileged }}
        """;

    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var reader = new StringReader("");
        return (CommandLine.Run(args, reader, output, error), output.ToString(), error.ToString());
    }

    private string In(string name) => Path.Combine(folder, name);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(name))!);
        File.WriteAllText(In(name), text);
    }

    private void WriteChart(string values)
    {
        Write("web/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
        Write("web/values.yaml", values);
        Write("web/templates/pod.yaml", Pod);
    }

    [Test]
    public void Sarif_stands_in_the_template_and_names_the_values_beside_it()
    {
        WriteChart("# comment\nprivileged: true\n");

        (int code, string output, _) = Run("scan", folder, "--rule", "CSEC2001", "--format", "sarif");

        using var sarif = JsonDocument.Parse(output);
        JsonElement result = sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Single();
        JsonElement place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        JsonElement related = result.GetProperty("relatedLocations").EnumerateArray().Single();
        Assert.That(code, Is.EqualTo(1));
        Assert.That(place.GetProperty("artifactLocation").GetProperty("uri").GetString(), Does.EndWith("web/templates/pod.yaml"));
        Assert.That(place.GetProperty("region").GetProperty("startLine").GetInt32(), Is.EqualTo(10));
        Assert.That(related.GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString(), Does.EndWith("web/values.yaml"));
        Assert.That(related.GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32(), Is.EqualTo(2));
        Assert.That(related.GetProperty("message").GetProperty("text").GetString(), Does.StartWith("set by ").And.EndsWith("web/values.yaml:2"));
    }

    [Test]
    public void Text_shows_the_line_of_the_template_and_what_set_it()
    {
        WriteChart("privileged: true\n");

        (_, string output, _) = Run("scan", folder, "--rule", "CSEC2001");

        Assert.That(output, Does.Contain("web/templates/pod.yaml:10:7").And.Contain("10 |       privileged: {{ .Values.privileged }}").And.Contain("set by ")
            .And.Contain("web/values.yaml:1\n").And.Contain("1 critical"));
    }

    [Test]
    public void Json_markdown_and_html_name_the_values_too()
    {
        WriteChart("privileged: true\n");

        using var json = JsonDocument.Parse(Run("scan", folder, "--rule", "CSEC2001", "--format", "json").Output);
        JsonElement finding = json.RootElement.GetProperty("findings").EnumerateArray().Single();
        Assert.That(finding.GetProperty("relatedLocations")[0].GetProperty("file").GetString(), Does.EndWith("web/values.yaml"));
        Assert.That(finding.GetProperty("relatedLocations")[0].GetProperty("relation").GetString(), Is.EqualTo("set by"));
        Assert.That(finding.GetProperty("variants").GetArrayLength(), Is.Zero);
        foreach (string format in new[] { "markdown", "html" })
            Assert.That(Run("scan", folder, "--rule", "CSEC2001", "--format", format).Output, Does.Contain("set by").And.Contain("web/values.yaml:1"));
    }

    [Test]
    public void Sets_of_values_are_judged_together_and_named_where_they_differ()
    {
        WriteChart("privileged: false\n");
        Write("web/values-dev.yaml", "privileged: true\n");

        (int code, string output, _) = Run("scan", folder, "--rule", "CSEC2001");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("(with values-dev.yaml)").And.Contain("1 critical"));
    }

    [Test]
    public void Options_give_values_as_those_of_Helm_do()
    {
        WriteChart("privileged: true\n");
        Write("safe.yaml", "privileged: false\n");

        Assert.That(Run("scan", In("web"), "--rule", "CSEC2001").Code, Is.EqualTo(1));
        Assert.That(Run("scan", In("web"), "--rule", "CSEC2001", "--values", In("safe.yaml")).Code, Is.Zero);
        Assert.That(Run("scan", In("web"), "--rule", "CSEC2001", "--set", "privileged=false").Code, Is.Zero);
        Assert.That(Run("scan", In("web"), "--rule", "CSEC2001", "--values", In("safe.yaml"), "--set", "privileged=true").Output, Does.Contain("set by --set"));
    }

    [Test]
    public void Values_that_are_not_there_are_an_error()
    {
        WriteChart("privileged: true\n");

        Assert.That(Run("scan", In("web"), "--values", In("absent.yaml")).Code, Is.EqualTo(2));
    }

    [Test]
    public void Type_chart_reads_charts_alone()
    {
        WriteChart("privileged: true\n");
        Write("plain.yaml", Pod.Replace("{{ .Values.privileged }}", "true", StringComparison.Ordinal));

        Assert.That(Run("scan", folder, "--rule", "CSEC2001", "--type", "chart").Output, Does.Contain("1 critical"));
        Assert.That(Run("scan", folder, "--rule", "CSEC2001").Output, Does.Contain("2 critical"));
        Assert.That(Run("scan", In("plain.yaml"), "--type", "chart").Code, Is.EqualTo(2));
    }

    [Test]
    public void Packed_chart_is_judged_where_it_is_named_or_found()
    {
        WriteChart("privileged: true\n");
        Pack(In("web"), In("shop-1.0.0.tgz"));
        Directory.Delete(In("web"), recursive: true);
        Write("other.tgz", "no archive");

        (int code, string output, _) = Run("scan", folder, "--rule", "CSEC2001");

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Does.Contain("shop-1.0.0.tgz/templates/pod.yaml:10:7").And.Contain("shop-1.0.0.tgz/values.yaml:1"));
        Assert.That(Run("scan", In("shop-1.0.0.tgz"), "--rule", "CSEC2001").Output, Does.Contain("shop-1.0.0.tgz/templates/pod.yaml:10:7"));
    }

    [Test]
    public void Chart_that_cannot_be_rendered_is_no_clean_one()
    {
        WriteChart("privileged: [\n");

        (int code, string output, _) = Run("scan", folder);

        Assert.That(code, Is.EqualTo(2));
        Assert.That(output, Does.Contain("web/Chart.yaml:1:1"));
    }

    private static void Pack(string chart, string file)
    {
        using FileStream stream = File.Create(file);
        using var packed = new System.IO.Compression.GZipStream(stream, System.IO.Compression.CompressionLevel.Fastest);
        System.Formats.Tar.TarFile.CreateFromDirectory(chart, packed, includeBaseDirectory: true);
    }
}
