using ContainerSecurity.Helm.Functions;
using ContainerSecurity.Helm.Rendering;
using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;
using ContainerSecurity.Helm.Values;

namespace ContainerSecurity.Helm.Tests.Templates;

/// <summary>Every character of an output knows the template that prints it and the value that it comes from.</summary>
public class TraceTests
{
    private const string Values = "image: nginx\nlabels:\n  app: shop\n  tier: \"web\"\nports: [80, 443]\ntext: |\n  one\n  two\n";

    [TestCase("x: {{ .Values.image }}", "nginx", "values.yaml:1:8", TestName = "A printed value")]
    [TestCase("x: {{ .Values.image | quote }}", "nginx", "values.yaml:1:8", TestName = "A value in quotes")]
    [TestCase("x: {{ .Values.image | upper | trunc 3 }}", "NGI", "values.yaml:1:8", TestName = "A value that is changed and cut")]
    [TestCase("x: {{ printf \"%s:%s\" .Values.image \"1\" }}", "nginx", "values.yaml:1:8", TestName = "A value in a format")]
    [TestCase("x: {{ default \"a\" .Values.image }}", "nginx", "values.yaml:1:8", TestName = "A value with a default")]
    [TestCase("x:{{ toYaml .Values.labels | nindent 2 }}", "shop", "values.yaml:3:8", TestName = "A value in a map written as YAML")]
    [TestCase("x:{{ toYaml .Values.labels | nindent 2 }}", "web", "values.yaml:4:10", TestName = "A value in quotes in a map written as YAML")]
    [TestCase("x:{{ toYaml .Values.ports | nindent 2 }}", "443", "values.yaml:5:13", TestName = "A number in a list written as YAML")]
    [TestCase("{{ range .Values.ports }}{{ . }}{{ end }}", "443", "values.yaml:5:13", TestName = "A number in a loop")]
    [TestCase("{{ with .Values.labels }}{{ .app }}{{ end }}", "shop", "values.yaml:3:8", TestName = "A value of another dot")]
    [TestCase("{{ define \"d\" }}{{ .image }}{{ end }}{{ include \"d\" .Values | indent 4 }}", "nginx", "values.yaml:1:8", TestName = "A value that another template prints")]
    [TestCase("{{ tpl \"{{ .Values.image }}\" . }}", "nginx", "values.yaml:1:8", TestName = "A value that a text of a template prints")]
    [TestCase("{{ $x := .Values.image }}{{ $x }}", "nginx", "values.yaml:1:8", TestName = "A value of a variable")]
    [TestCase("{{ .Values.image | b64enc }}", "bmdpbng=", "values.yaml:1:8", TestName = "A value in Base64")]
    [TestCase("{{ int (index .Values.ports 0) }}", "80", "values.yaml:5:9", TestName = "A number made an integer")]
    public void A_value_is_found_where_it_is_written(string template, string printed, string place) =>
        Assert.That(TraceOf(Render(template), printed).Value?.ToString(), Is.EqualTo(place));

    [TestCase("a: b\nc: {{ .Values.image }}\n", "c: ", "t:2:1", TestName = "Text of a template")]
    [TestCase("a: b\nc: {{ .Values.image }}\n", "nginx", "t:2:7", TestName = "A printed value stands at the action")]
    [TestCase("a: {{ \"fixed\" }}", "fixed", "t:1:8", TestName = "A text in quotes")]
    [TestCase("{{ define \"d\" }}\nprivileged: true{{ end }}a:{{ include \"d\" . | nindent 2 }}", "privileged", "t:2:1", TestName = "Text of another template")]
    public void Text_is_found_in_the_template(string template, string printed, string place) =>
        Assert.That(TraceOf(Render(template), printed).Template?.ToString(), Is.EqualTo(place));

    private static Trace TraceOf(TracedText text, string printed)
    {
        int wanted = text.Text.IndexOf(printed, StringComparison.Ordinal);
        Assert.That(wanted, Is.GreaterThanOrEqualTo(0), text.Text);
        int at = 0;
        foreach (Trace trace in text.Traces)
        {
            if (wanted < at + trace.Length)
                return trace.Slice(wanted - at, trace.Length - (wanted - at));
            at += trace.Length;
        }
        return default;
    }

    private static TracedText Render(string template)
    {
        var budget = new TemplateBudget();
        var set = new TemplateSet(SprigFunctions.All) { MissingKey = MissingKey.Zero };
        set.Add(new ChartFunctions(set, budget).All);
        set.Add(new TemplateText("t", template));
        var dot = new MapValue(GoType.Map);
        dot.Set("Values", ValuesFile.Read(new TemplateText("values.yaml", Values)));
        return set.Execute("t", dot, budget);
    }
}
