// csec:allow-secrets-of-file: made-up ones
namespace ContainerSecurity.Helm.Tests.Judging;

/// <summary>Comments in templates waive what stands on their line or the next, in whatever is rendered from it.</summary>
public class ChartWaiverTests
{
    private static JudgedFolder Pods(string first, string values = "", string beside = "") =>
        JudgedFolder.OfChart($$$"""
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
            spec:
              containers:
              - name: one
                image: a:1
                securityContext:
                  {{{first}}}
                  privileged: true{{{beside}}}
              - name: two
                image: a:1
                securityContext:
                  privileged: true
            """, values);

    [TestCase("{{/* csec:ignore CSEC2001 the node agent needs the host */}}")]
    [TestCase("{{- /* csec:ignore CSEC2001 the node agent needs the host */}}")]
    [TestCase("{{- /*\n      csec:ignore CSEC2001 the node agent needs the host\n      */}}")]
    [TestCase("# csec:ignore CSEC2001 the node agent needs the host")]
    public void Comment_waives_the_next_line_alone(string comment)
    {
        using JudgedFolder folder = Pods(comment);

        Assert.That(folder.Findings("CSEC2001").Select(f => f.Split(':')[1]), Is.EqualTo(new[] { comment.Contains('\n', StringComparison.Ordinal) ? "17" : "15" }));
    }

    [TestCase(" {{/* csec:ignore CSEC2001 the node agent needs the host */}}")]
    [TestCase(" # csec:ignore CSEC2001 the node agent needs the host")]
    public void Comment_waives_its_own_line(string comment)
    {
        using JudgedFolder folder = Pods("runAsNonRoot: true", beside: comment);

        Assert.That(folder.Findings("CSEC2001"), Is.EqualTo(new[] { "CSEC2001 web/templates/app.yaml:15:7" }));
    }

    [Test]
    public void Comment_that_a_value_prints_waives_nothing()
    {
        using JudgedFolder folder = Pods("# {{ .Values.note }}", "note: csec:ignore CSEC2001 the node agent needs the host\n");

        Assert.That(folder.Findings("CSEC2001"), Has.Length.EqualTo(2));
    }

    [Test]
    public void Text_of_an_action_that_looks_like_a_comment_waives_nothing()
    {
        using JudgedFolder folder = Pods("runAsNonRoot: {{ \"/* */}} {{/* csec:ignore CSEC2001 the node agent needs the host */}}\" | empty | not }}");

        Assert.That(folder.Findings("CSEC2001"), Has.Length.EqualTo(2));
    }

    [TestCase("", "app.yaml")]
    [TestCase("# csec:ignore CSEC4001 agreed with the platform team", "values.yaml")]
    public void Secret_that_is_waived_where_it_arrives_is_told_where_it_is_written(string comment, string file)
    {
        using JudgedFolder folder = JudgedFolder.OfChart($$$"""
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
            spec:
              containers:
              - name: one
                image: a:1
                env:
                {{{comment}}}
                - {name: API_TOKEN, value: {{ .Values.token | quote }} }
            """, "token: ghp_aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY1zA1\n");

        Assert.That(folder.Findings("CSEC4001"), Has.Length.EqualTo(1).And.All.Contains(file));
    }

    [Test]
    public void Comment_in_the_values_waives_what_its_line_sets()
    {
        using JudgedFolder folder = JudgedFolder.OfChart("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
            spec:
              containers:
              - name: one
                image: a:1
                securityContext: {privileged: {{ .Values.privileged }}}
            """, "privileged: true # csec:ignore CSEC2001 the node agent needs the host\n");

        Assert.That(folder.Findings("CSEC2001"), Is.Empty);
    }

    [Test]
    public void Comment_that_waives_nothing_is_told_once()
    {
        using JudgedFolder folder = Pods("# csec:ignore CSEC2002 it needs the host").Write("web/values-prod.yaml", "a: 1\n");

        Assert.That(folder.Findings().Count(f => f.StartsWith("CSEC0002", StringComparison.Ordinal)), Is.LessThanOrEqualTo(1));
    }
}
