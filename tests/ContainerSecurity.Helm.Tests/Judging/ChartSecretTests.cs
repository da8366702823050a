// csec:allow-secrets-of-file: made-up ones
namespace ContainerSecurity.Helm.Tests.Judging;

/// <summary>Secrets of values are told once, where they arrive or where they are written.</summary>
public class ChartSecretTests
{
    private const string Token = "ghp_" + "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17";

    [Test]
    public void Secret_that_no_template_prints_is_found_in_the_values()
    {
        using JudgedFolder folder = JudgedFolder.OfChart("", $"off:\n  token: {Token}\n").Write("web/values-prod.yaml", "a: 1\n");

        Assert.That(folder.Findings().Where(f => f.Contains("values.yaml:2", StringComparison.Ordinal)).ToArray(), Has.Length.EqualTo(1));
    }

    [Test]
    public void Secret_that_a_template_prints_is_told_once_with_its_line_in_the_values()
    {
        using JudgedFolder folder = JudgedFolder.OfChart("""
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: web
            data:
              settings: "{{ .Values.token }}"
            """, $"token: {Token}\n");

        string[] findings = folder.Findings();

        Assert.That(findings.Where(f => f.Contains("values.yaml:1", StringComparison.Ordinal)).ToArray(), Has.Length.EqualTo(1), string.Join('\n', findings));
    }
}
