using ContainerSecurity.Policies;

namespace ContainerSecurity.Helm.Tests.Judging;

/// <summary>What of a chart is judged, once, and what is said where it is not.</summary>
public class ChartJudgingTests
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

    [Test]
    public void Same_finding_with_all_sets_of_values_is_told_once()
    {
        using JudgedFolder folder = JudgedFolder.OfChart(Pod, "privileged: true\n").Write("web/values-prod.yaml", "replicas: 2\n");

        Assert.That(folder.Findings("CSEC2001"), Is.EqualTo(new[] { "CSEC2001 web/templates/app.yaml:10:7, set by web/values.yaml:1:13" }));
    }

    [Test]
    public void Finding_says_in_which_set_of_values_it_occurs()
    {
        using JudgedFolder folder = JudgedFolder.OfChart(Pod, "privileged: false\n").Write("web/values-dev.yaml", "privileged: true\n").Write("web/values-prod.yaml", "replicas: 2\n");

        Assert.That(folder.Findings("CSEC2001"), Is.EqualTo(new[] { "CSEC2001 web/templates/app.yaml:10:7, set by web/values-dev.yaml:1:13 with values-dev.yaml" }));
    }

    [Test]
    public void Finding_of_the_charts_own_values_that_all_sets_mend_says_so()
    {
        using JudgedFolder folder = JudgedFolder.OfChart(Pod, "privileged: true\n").Write("web/values-prod.yaml", "privileged: false\n");

        Assert.That(folder.Findings("CSEC2001"), Is.EqualTo(new[] { "CSEC2001 web/templates/app.yaml:10:7, set by web/values.yaml:1:13 with values.yaml" }));
    }

    [Test]
    public void Sub_chart_is_judged_once_with_the_values_of_its_parent()
    {
        using JudgedFolder folder = JudgedFolder.OfChart("", "sub:\n  privileged: true\n")
            .Write("web/charts/sub/Chart.yaml", "apiVersion: v2\nname: sub\nversion: 1.0.0\n")
            .Write("web/charts/sub/values.yaml", "privileged: false\n")
            .Write("web/charts/sub/templates/pod.yaml", Pod);

        Assert.That(folder.Findings("CSEC2001"), Is.EqualTo(new[] { "CSEC2001 web/charts/sub/templates/pod.yaml:10:7, set by web/values.yaml:2:15" }));
        Assert.That(folder.FindingsWith(null, "web/charts/sub", "CSEC2001"), Is.EqualTo(folder.Findings("CSEC2001")));
    }

    [Test]
    public void Named_template_is_judged_through_its_chart_and_alone()
    {
        using JudgedFolder folder = JudgedFolder.OfChart(Pod, "privileged: true\n").Write("web/templates/other.yaml", Pod);

        Assert.That(folder.FindingsWith(null, "web/templates/other.yaml", "CSEC2001"), Is.EqualTo(new[] { "CSEC2001 web/templates/other.yaml:10:7, set by web/values.yaml:1:13" }));
        Assert.That(folder.FindingsWith(null, "web/values.yaml", "CSEC2001"), Has.Length.EqualTo(2));
    }

    [Test]
    public void Hook_test_and_definition_are_judged()
    {
        string hook = Pod.Replace("name: web", "name: web\n  annotations:\n    helm.sh/hook: pre-install", StringComparison.Ordinal);
        using JudgedFolder folder = JudgedFolder.OfChart("", "privileged: true\n").Write("web/templates/hook.yaml", hook)
            .Write("web/templates/tests/check.yaml", Pod).Write("web/crds/pod.yaml", Pod.Replace("{{ .Values.privileged }}", "true", StringComparison.Ordinal));

        Assert.That(folder.Findings("CSEC2001").Select(f => f.Split(',')[0]), Is.EqualTo(new[]
        {
            "CSEC2001 web/crds/pod.yaml:10:7", "CSEC2001 web/templates/hook.yaml:12:7", "CSEC2001 web/templates/tests/check.yaml:10:7",
        }));
    }

    [Test]
    public void Unknown_hook_is_said()
    {
        using JudgedFolder folder = JudgedFolder.OfChart(Pod.Replace("name: web", "name: web\n  annotations:\n    helm.sh/hook: pre-instal", StringComparison.Ordinal));

        Assert.That(folder.Notes(), Has.Some.StartsWith("web/templates/app.yaml:").And.Some.Contains("no hook 'pre-instal'"));
    }

    [Test]
    public void Dashes_with_text_behind_them_split()
    {
        using JudgedFolder folder = JudgedFolder.OfChart("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---apiVersion: v1\n" + Pod["apiVersion: v1\n".Length..], "privileged: true\n");

        Assert.That(folder.Findings("CSEC2001"), Is.EqualTo(new[] { "CSEC2001 web/templates/app.yaml:13:7, set by web/values.yaml:1:13" }));
    }

    [Test]
    public void Required_value_that_is_not_given_leaves_the_rest_judged()
    {
        using JudgedFolder folder = JudgedFolder.OfChart(Pod.Replace("a:1", "{{ required \"which?\" .Values.image }}", StringComparison.Ordinal), "privileged: true\n");

        Assert.That(folder.Findings("CSEC2001"), Has.Length.EqualTo(1));
        Assert.That(folder.Findings("CSEC1001"), Is.Empty);
        Assert.That(folder.Errors("CSEC2001"), Is.Empty);
    }

    [Test]
    public void Template_that_fails_is_an_error_at_its_place_beside_its_neighbours()
    {
        using JudgedFolder folder = JudgedFolder.OfChart(Pod, "privileged: true\n").Write("web/templates/broken.yaml", "a: 1\nb: {{ fail \"no\" }}\n");

        Assert.That(folder.Findings("CSEC2001"), Has.Length.EqualTo(1));
        Assert.That(folder.Errors("CSEC2001"), Has.Some.StartsWith("web/templates/broken.yaml:2:"));
    }

    [Test]
    public void Chart_that_cannot_be_read_is_an_error_and_its_files_are_judged_as_plain_ones()
    {
        using var folder = new JudgedFolder();
        folder.Write("web/Chart.yaml", "version: 1.0.0\n").Write("web/templates/app.yaml", Pod.Replace("{{ .Values.privileged }}", "true", StringComparison.Ordinal));

        Assert.That(folder.Findings("CSEC2001"), Is.EqualTo(new[] { "CSEC2001 web/templates/app.yaml:10:7" }));
        Assert.That(folder.Errors("CSEC2001"), Has.Some.StartsWith("web/Chart.yaml:1:1"));
    }

    [Test]
    public void Cluster_dependent_condition_is_judged_both_ways()
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
                securityContext:
                  {{- if .Capabilities.APIVersions.Has "apps/v1/Deployment" }}
                  privileged: false
                  {{- else }}
                  privileged: true
                  {{- end }}
            """);

        Assert.That(folder.Findings("CSEC2001"), Is.EqualTo(new[] { "CSEC2001 web/templates/app.yaml:13:7" }));
    }

    [Test]
    public void Unknown_block_opens_what_holds_it_and_nothing_else()
    {
        using JudgedFolder folder = JudgedFolder.OfChart("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
            spec:
              containers:
              - name: known
                image: a:1
                securityContext: {privileged: true}
              - name: open
                image: b:1
                {{- toYaml (lookup "v1" "ConfigMap" "a" "b") | nindent 4 }}
            """);

        Assert.That(folder.Findings("CSEC2001"), Has.Length.EqualTo(1));
        Assert.That(folder.Findings("CSEC2003"), Is.EqualTo(new[] { "CSEC2003 web/templates/app.yaml:7:5" }).Or.EqualTo(new[] { "CSEC2003 web/templates/app.yaml:9:5" }));
    }

    [Test]
    public void Missing_dependency_is_said_and_the_rest_judged()
    {
        using JudgedFolder folder = JudgedFolder.OfChart(Pod, "privileged: true\n")
            .Write("web/Chart.yaml", JudgedFolder.ChartFile + "dependencies:\n- name: redis\n  version: 1.0.0\n  repository: https://charts.example.com\n");

        Assert.That(folder.Findings("CSEC2001"), Has.Length.EqualTo(1));
        Assert.That(folder.Notes(), Has.Some.Contains("'redis'"));
    }

    [Test]
    public void Chart_at_hand_is_judged_without_a_file()
    {
        byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
        ChartSource chart = ChartSource.FromFiles("web", new Dictionary<string, ReadOnlyMemory<byte>>
        {
            ["Chart.yaml"] = Bytes(JudgedFolder.ChartFile),
            ["values.yaml"] = Bytes("privileged: true\n"),
            ["templates/app.yaml"] = Bytes(Pod),
        });

        Decision decision = new PolicyEngine().Evaluate(new EvaluationRequest(ChartFormat.ToSource(chart)));

        Assert.That(decision.Findings.Where(f => f.Finding.Rule.Id == "CSEC2001").Select(f => f.Finding.Location.Place), Is.EqualTo(new[] { "web/templates/app.yaml:10" }));
    }

    [Test]
    public void Plain_manifests_beside_a_chart_are_judged_as_before()
    {
        using JudgedFolder folder = JudgedFolder.OfChart(Pod, "privileged: true\n")
            .Write("plain.yaml", Pod.Replace("{{ .Values.privileged }}", "true", StringComparison.Ordinal)).Write("web/examples/pod.yaml", Pod.Replace("{{ .Values.privileged }}", "true", StringComparison.Ordinal));

        Assert.That(folder.Findings("CSEC2001"), Has.Length.EqualTo(3));
    }

    [Test]
    public void Ignored_template_is_rendered_and_not_judged()
    {
        using JudgedFolder folder = JudgedFolder.OfChart(Pod, "privileged: true\n").Write("web/templates/other.yaml", Pod).Write(".gitignore", "other.yaml\n");

        Assert.That(folder.Findings("CSEC2001"), Has.Length.EqualTo(1));
    }
}
