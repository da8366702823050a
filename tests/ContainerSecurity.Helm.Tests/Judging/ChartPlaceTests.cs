namespace ContainerSecurity.Helm.Tests.Judging;

/// <summary>Findings stand in the template, at its line and column, and name the line of the values that made them so.</summary>
public class ChartPlaceTests
{
    [Test]
    public void Literal_setting_is_found_at_its_line_and_column_of_the_template()
    {
        using JudgedFolder folder = JudgedFolder.OfChart("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: {{ .Release.Name }}-web
            spec:
              containers:
              - name: app
                image: a:1
                securityContext:
                  privileged: true
            """);

        Assert.That(folder.Findings("CSEC2001"), Is.EqualTo(new[] { "CSEC2001 web/templates/app.yaml:10:7" }));
    }

    [Test]
    public void Value_is_named_with_its_line_beside_the_line_of_the_template()
    {
        using JudgedFolder folder = JudgedFolder.OfChart("""
            {{- range .Values.apps }}
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              name: {{ .name }}
            spec:
              containers:
              - name: app
                image: a:1
                {{- with .security }}
                securityContext:
                  privileged: {{ .privileged }}
                {{- end }}
            {{- end }}
            """, "apps:\n- name: one\n- name: two\n  security:\n    privileged: true\n");

        Assert.That(folder.Findings("CSEC2001"), Is.EqualTo(new[] { "CSEC2001 web/templates/app.yaml:13:7, set by web/values.yaml:5:17" }));
    }

    [Test]
    public void Block_of_values_is_named_at_the_line_of_the_value_in_it()
    {
        using JudgedFolder folder = JudgedFolder.OfChart("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
            spec:
              containers:
              - name: app
                image: a:1
                securityContext: {{- toYaml .Values.security | nindent 6 }}
            """, "security:\n  readOnlyRootFilesystem: true\n  privileged: true\n");

        Assert.That(folder.Findings("CSEC2001"), Is.EqualTo(new[] { "CSEC2001 web/templates/app.yaml:9:26, set by web/values.yaml:3:15" }));
    }

    [Test]
    public void What_a_named_template_prints_is_found_in_the_file_of_that_template()
    {
        using JudgedFolder folder = JudgedFolder.OfChart("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
            spec:
              containers:
              - name: app
                image: a:1
                {{- include "shop.security" . | nindent 4 }}
            """, "privileged: true\n", """
            {{- define "shop.security" -}}
            securityContext:
              privileged: {{ .Values.privileged }}
            {{- end }}
            """);

        Assert.That(folder.Findings("CSEC2001"), Is.EqualTo(new[] { "CSEC2001 web/templates/_helpers.tpl:3:3, set by web/values.yaml:1:13" }));
    }

    [Test]
    public void Value_that_a_named_template_prints_is_found_at_the_key_with_the_place_of_the_value()
    {
        using JudgedFolder folder = JudgedFolder.OfChart("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
            spec:
              containers:
              - name: app
                image: {{ include "shop.image" . }}
            """, "image:\n  name: nginx\n  tag: latest\n", """{{- define "shop.image" -}}{{ .Values.image.name }}:{{ .Values.image.tag }}{{- end }}""");

        Assert.That(folder.Findings("CSEC1001"), Has.Length.EqualTo(1));
        Assert.That(folder.Findings("CSEC1001")[0], Does.StartWith("CSEC1001 web/templates/app.yaml:8:5, printed by web/templates/_helpers.tpl:1:31")
            .And.EndsWith(", set by web/values.yaml:2:9, set by web/values.yaml:3:8"));
    }

    [Test]
    public void Option_is_named_without_its_value()
    {
        using JudgedFolder folder = JudgedFolder.OfChart("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
            spec:
              containers:
              - name: app
                image: a:1
                securityContext: {privileged: {{ .Values.privileged }}}
            """, "privileged: false\n");
        var options = new ChartFormatOptions { Rendering = new ChartRendering { Set = ["privileged=true"] } };

        Assert.That(folder.Findings("CSEC2001"), Is.Empty);
        Assert.That(folder.FindingsWith(options, "", "CSEC2001"), Is.EqualTo(new[] { "CSEC2001 web/templates/app.yaml:9:23, set by --set:1" }));
    }

    [Test]
    public void Missing_setting_is_found_at_the_container_that_lacks_it()
    {
        using JudgedFolder folder = JudgedFolder.OfChart("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
            spec:
              containers:
              - name: app
                image: {{ .Values.image }}
            """, "image: a:1\n");

        Assert.That(folder.Findings("CSEC2003"), Has.Length.EqualTo(1));
        Assert.That(folder.Findings("CSEC2003")[0], Does.StartWith("CSEC2003 web/templates/app.yaml:7:5"));
    }
}
