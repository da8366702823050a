using static ContainerSecurity.Helm.Tests.Rendering.ChartBuilder;

namespace ContainerSecurity.Helm.Tests.Rendering;

/// <summary>What depends on a cluster or a user is unknown, and what does not is rendered.</summary>
public class OpenRenderingTests
{
    private const string Values = "image:\n  name: nginx\n  tag: \"\"\nlist: [a]\nempty: null\n";

    [TestCase("{{ .Release.Namespace }}", "?", TestName = "The namespace is unknown")]
    [TestCase("{{ .Release.Name }}", "release-name", TestName = "The release has Helm's name")]
    [TestCase("{{ .Values.absent }}", "?", TestName = "A value that is absent is unknown where it is printed")]
    [TestCase("{{ .Values.absent.inner.more }}", "?", TestName = "So is what would lie in it")]
    [TestCase("{{ .Values.image.absent | quote }}", "\"?\"", TestName = "It is unknown in quotes")]
    [TestCase("{{ toYaml .Values.absent | nindent 2 }}", "\n  ?", TestName = "It is unknown as YAML")]
    [TestCase("{{ .Values.absent | int }}", "?", TestName = "It is unknown as a number")]
    [TestCase("{{ .Values.absent | b64enc }}", "?", TestName = "It is unknown in Base64")]
    [TestCase("{{ index .Values \"absent\" }}{{ get .Values \"absent\" }}", "??", TestName = "It is unknown by index and get")]
    [TestCase("{{ .Values.absent | default \"x\" }}", "x", TestName = "A default stands for an absent value")]
    [TestCase("{{ .Values.image.tag | default .Chart.AppVersion }}", "4.5", TestName = "A default stands for an empty value")]
    [TestCase("{{ coalesce .Values.absent \"\" \"x\" }}", "x", TestName = "Coalesce passes an absent value over")]
    [TestCase("{{ if .Values.absent }}a{{ else }}b{{ end }}", "b", TestName = "A condition takes an absent value for nil")]
    [TestCase("{{ if not .Values.absent }}a{{ end }}", "a", TestName = "So does its opposite")]
    [TestCase("{{ if and .Values.absent .Values.absent.inner }}a{{ else }}b{{ end }}", "b", TestName = "So do both together")]
    [TestCase("{{ if or .Values.absent .Values.image.name }}a{{ end }}", "a", TestName = "One of two is enough")]
    [TestCase("{{ if eq .Values.absent \"x\" }}a{{ else }}b{{ end }}", "b", TestName = "An absent value equals no text")]
    [TestCase("{{ with .Values.absent }}a{{ else }}b{{ end }}", "b", TestName = "With takes an absent value for nil")]
    [TestCase("{{ range .Values.absent }}a{{ else }}b{{ end }}", "b", TestName = "A loop over an absent value has no rounds")]
    [TestCase("{{ if hasKey .Values \"absent\" }}a{{ else }}b{{ end }}", "b", TestName = "An absent value is no key")]
    [TestCase("{{ if kindIs \"invalid\" .Values.absent }}a{{ end }}", "a", TestName = "An absent value has the kind of nil")]
    [TestCase("{{ .Values.empty }}|{{ (dict).x }}", "|", TestName = "What is null or not of the values is nothing, as in Helm")]
    [TestCase("{{ required \"give it\" .Values.absent }}", "?", TestName = "What is required and absent is unknown")]
    [TestCase("{{ required \"give it\" .Values.image.name }}", "nginx", TestName = "What is required and there is known")]
    [TestCase("{{ .Values.image.name }}:{{ .Values.absent }}", "nginx:?", TestName = "Text around a hole is known")]
    [TestCase("{{ printf \"%s:%v-%d\" .Values.image.name .Values.absent .Values.absent }}", "nginx:?-?", TestName = "Text around a hole of a format is known")]
    [TestCase("{{ printf \"%s-x\" .Release.Namespace | trunc 63 | trimSuffix \"-\" | upper | quote }}", "\"?-X\"", TestName = "A text is changed around its hole")]
    [TestCase("{{ printf \"abcdef%s\" .Release.Namespace | trunc 3 }}", "abc", TestName = "A text is cut before its hole")]
    [TestCase("{{ join \",\" (list \"a\" .Release.Namespace) }}", "a,?", TestName = "A list with an unknown element is joined")]
    [TestCase("{{ toYaml (dict \"a\" .Release.Namespace \"b\" 1) }}", "a: ?\nb: 1", TestName = "A map with an unknown value is written")]
    [TestCase("{{ (fromYaml (printf \"a: %s\\nb: 1\" .Release.Namespace)).a }}", "?", TestName = "A text with a hole is read")]
    [TestCase("{{ .Release.Namespace | sha256sum }}{{ .Release.Namespace | b64enc }}{{ len .Release.Namespace }}", "???", TestName = "What all characters decide is unknown")]
    [TestCase("{{ (lookup \"v1\" \"Secret\" \"ns\" \"name\").data.password | b64dec }}", "?", TestName = "What a cluster answers is unknown")]
    [TestCase("{{ randAlphaNum 10 }}{{ uuidv4 }}{{ now | date \"2006\" }}{{ (genCA \"a\" 1).Cert }}{{ htpasswd \"a\" \"b\" }}{{ getHostByName \"a\" }}", "??????", TestName = "Chance, time and names of hosts are unknown")]
    [TestCase("{{ date \"2006\" 0 }}", "1970", TestName = "A date that is given is known")]
    [TestCase("{{ tpl .Release.Namespace . }}{{ include .Release.Namespace . }}", "??", TestName = "An unknown template prints something unknown")]
    [TestCase("{{ define \"d\" }}{{ .x }}b{{ end }}{{ include \"d\" (dict \"x\" .Release.Namespace) }}", "?b", TestName = "A template is given an unknown value")]
    [TestCase("{{ if .Release.Namespace }}a{{ end }}", "a", TestName = "A namespace is not empty")]
    [TestCase("{{ ternary \"a\" \"b\" (eq .Release.Namespace \"x\") }}", "?", TestName = "One of two values is unknown where the choice is")]
    [TestCase("{{ if eq (printf \"a-%s\" .Release.Namespace) \"b\" }}a{{ else }}b{{ end }}", "b", TestName = "Texts that begin in different ways are not equal")]
    [TestCase("{{ if contains \"a\" (printf \"a-%s\" .Release.Namespace) }}a{{ end }}", "a", TestName = "A known part contains another")]
    [TestCase("{{ if has .Values.image.name (list \"nginx\" .Release.Namespace) }}a{{ end }}", "a", TestName = "A known element is found beside an unknown one")]
    [TestCase("{{ if .Capabilities.APIVersions.Has \"apps/v1\" }}a{{ end }}", "a", TestName = "A version that all clusters serve is known")]
    [TestCase("{{ .Capabilities.KubeVersion.Version }}", "v1.35.0", TestName = "The version of Kubernetes is the one that Helm assumes")]
    [TestCase("{{ .Files.Get \"absent\" }}{{ .Chart.Icon }}", "", TestName = "What a chart lacks itself is nothing")]
    [TestCase("{{ $x := merge (dict \"a\" 1) .Values.image }}{{ $x.a }}{{ $x.name }}{{ $x.absent }}", "1nginx?", TestName = "A map merged with values has unknown keys")]
    [TestCase("{{ (deepCopy .Values.image).absent }}{{ (pick .Values \"image\").absent }}", "??", TestName = "So has a copy of values")]
    [TestCase("{{ default .Release.Namespace .Values.absent }}", "?", TestName = "A default may be unknown")]
    [TestCase("{{ call .Values.absent 1 }}", "?", TestName = "The call of something absent is unknown")]
    [TestCase("x\uFDD0y", "x\uFFFDy", TestName = "A hole that a chart writes itself is none")]
    public void A_template_prints_what_is_known(string template, string printed)
    {
        RenderedChart chart = Of(template, Values).RenderOpen();

        Assert.Multiple(() =>
        {
            Assert.That(chart.Errors, Is.Empty);
            Assert.That(Shown(chart.Templates.Single().Text), Is.EqualTo(printed));
        });
    }

    [TestCase("{{ if lookup \"v1\" \"Secret\" \"a\" \"b\" }}a{{ else }}b{{ end }}", "a", "b", TestName = "An object of the cluster may be there")]
    [TestCase("{{ if eq .Release.Namespace \"prod\" }}a{{ end }}", "a", "", TestName = "The namespace may be another")]
    [TestCase("{{ if .Capabilities.APIVersions.Has \"apps/v1/Deployment\" }}a{{ end }}", "a", "", TestName = "A kind may be served")]
    [TestCase("{{ if .Capabilities.APIVersions.Has \"cert-manager.io/v1\" }}a{{ end }}", "a", "", TestName = "A version of another group may be served")]
    [TestCase("{{ with lookup \"v1\" \"Secret\" \"a\" \"b\" }}{{ .data.x }}{{ end }}", "?", "", TestName = "With may find an object")]
    [TestCase("{{ if and (lookup \"v1\" \"Secret\" \"a\" \"b\") .Values.list }}a{{ end }}", "a", "", TestName = "One of two conditions may hold")]
    [TestCase("{{ if not (lookup \"v1\" \"Secret\" \"a\" \"b\") }}{{ fail \"no\" }}{{ end }}a", "a", "a", TestName = "A branch that fails is not taken")]
    [TestCase("{{ if lookup \"v1\" \"Secret\" \"a\" \"b\" }}b{{ template \"none\" }}{{ else }}a{{ end }}", "a", "a", TestName = "What a branch that fails had printed is gone")]
    public void A_condition_that_is_not_known_is_noted_and_both_cases_are_rendered(string template, string first, string second)
    {
        RenderedChart chart = Of(template, Values).RenderOpen();
        RenderedTemplate rendered = chart.Templates.Single();

        Assert.Multiple(() =>
        {
            Assert.That(chart.Errors, Is.Empty);
            Assert.That(Shown(rendered.Text), Is.EqualTo(first));
            Assert.That(Shown(rendered.Alternative ?? rendered.Text), Is.EqualTo(second));
            Assert.That(chart.Notes.Select(n => n.ToString()), Has.One.StartsWith("charts/shop-folder/templates/t.yaml:1:").And.One.Contains("both cases are judged"));
        });
    }

    [Test]
    public void A_loop_over_what_is_not_known_is_noted_and_prints_nothing()
    {
        RenderedChart chart = Of("a\n{{ range (lookup \"v1\" \"Node\" \"\" \"\").items }}b{{ end }}").RenderOpen();

        Assert.Multiple(() =>
        {
            Assert.That(chart.Templates.Single().Text.Text, Is.EqualTo("a\n"));
            Assert.That(chart.Notes.Single().ToString(), Does.StartWith("charts/shop-folder/templates/t.yaml:2:10: What the loop over '(lookup"));
        });
    }

    [Test]
    public void A_template_that_fails_leaves_its_neighbours()
    {
        RenderedChart chart = Chart(
            ("templates/a.yaml", "x\n{{ fail \"set a.b\" }}"),
            ("templates/b.yaml", "{{ if }}"),
            ("templates/c.yaml", "{{ range until 10000 }}{{ range until 10000 }}{{ end }}{{ end }}"),
            ("templates/d.yaml", "{{ include \"none\" . }}"),
            ("templates/e.yaml", "kind: Pod")).RenderOpen();

        Assert.Multiple(() =>
        {
            Assert.That(chart.Templates.Single().Text.Text, Is.EqualTo("kind: Pod"));
            Assert.That(chart.Errors, Has.Count.EqualTo(4));
            Assert.That(chart.Errors.Select(e => e.ToString()), Has.One.Matches("^charts/shop-folder/templates/a.yaml:2:4: .*set a.b"));
            Assert.That(chart.Errors.Select(e => e.ToString()), Has.One.StartsWith("charts/shop-folder/templates/b.yaml:1:1: "));
        });
    }

    [Test]
    public void A_dependency_that_is_not_there_is_noted_and_the_rest_is_rendered()
    {
        RenderedChart chart = Chart(
            ("Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n- name: redis\n  version: 1.x\n"),
            ("templates/a.yaml", "kind: Pod")).RenderOpen();

        Assert.Multiple(() =>
        {
            Assert.That(chart.Errors, Is.Empty);
            Assert.That(chart.Templates, Has.Count.EqualTo(1));
            Assert.That(chart.Notes.Single().Message, Does.Contain("'redis'").And.Contain("not judged"));
        });
    }

    [Test]
    public void A_namespace_that_is_given_is_known() =>
        Assert.That(Of("{{ .Release.Namespace }}").RenderOpen(new ChartRendering { Namespace = "prod" }).Templates.Single().Text.Text, Is.EqualTo("prod"));

    [Test]
    public void Places_name_the_folders_and_not_the_names_of_charts()
    {
        RenderedChart chart = Chart(
            ("charts/sub-folder/Chart.yaml", "apiVersion: v2\nname: sub\nversion: 1.0.0\n"),
            ("charts/sub-folder/values.yaml", "image: nginx\n"),
            ("charts/sub-folder/templates/a.yaml", "image: {{ .Values.image }}")).RenderOpen();
        RenderedTemplate template = chart.Templates.Single();
        TextOrigin origin = template.Text.OriginOf(template.Text.Text.IndexOf("nginx", StringComparison.Ordinal));

        Assert.Multiple(() =>
        {
            Assert.That(template.Source, Is.EqualTo("shop/charts/sub/templates/a.yaml"));
            Assert.That(template.Path, Is.EqualTo("charts/shop-folder/charts/sub-folder/templates/a.yaml"));
            Assert.That(origin.Template!.ToString(), Is.EqualTo("charts/shop-folder/charts/sub-folder/templates/a.yaml:1:11"));
            Assert.That(origin.Value!.ToString(), Is.EqualTo("charts/shop-folder/charts/sub-folder/values.yaml:1:8"));
        });
    }

    [TestCase("a: 'x: {{ .Values.b }}'\nb: nginx\n", "x: {{ tpl .Values.a . }}", "x: n", "values.yaml:1:5", TestName = "Text that tpl executes stands in the values")]
    [TestCase("a: 'x: {{ .Values.b }}'\nb: nginx\n", "{{ tpl .Values.a . }}", "nginx", "values.yaml:2:4", TestName = "A value that tpl prints stands in the values")]
    [TestCase("b: nginx\n", "{{ define \"d\" }}k: {{ .Values.b }}{{ end }}{{ (fromYaml (include \"d\" .)).k }}", "nginx", "values.yaml:1:4", TestName = "A value that fromYaml reads stands in the values")]
    public void Places_lead_through_texts_that_are_made(string values, string template, string printed, string place)
    {
        RenderedText text = Of(template, values).RenderOpen().Templates.Single().Text;
        TextOrigin origin = text.OriginOf(text.Text.LastIndexOf(printed, StringComparison.Ordinal));

        Assert.That($"{origin.Value}", Is.EqualTo($"charts/shop-folder/{place}"));
    }

    [Test]
    public void A_value_of_an_argument_names_the_option()
    {
        RenderedText text = Of("{{ .Values.a.b }}").RenderOpen(new ChartRendering { Set = ["a.b=nginx"] }).Templates.Single().Text;

        Assert.That(text.OriginOf(0).Value!.ToString(), Is.EqualTo("--set:1:5"));
    }
}
