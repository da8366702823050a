using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Helm.Tests.Judging;

/// <summary>A folder of files that is judged as a scan judges it.</summary>
internal sealed class JudgedFolder : IDisposable
{
    public const string ChartFile = "apiVersion: v2\nname: shop\nversion: 1.0.0\n";

    private readonly string root = Directory.CreateTempSubdirectory().FullName;

    public JudgedFolder Write(string name, string text)
    {
        string path = Path.Combine(root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text.Replace("\r\n", "\n", StringComparison.Ordinal));
        return this;
    }

    /// <summary>A chart of one template and values, in the folder <c>web</c>, whose name is not the chart's.</summary>
    public static JudgedFolder OfChart(string template, string values = "", string helpers = "") =>
        new JudgedFolder().Write("web/Chart.yaml", ChartFile).Write("web/templates/app.yaml", template).Write("web/values.yaml", values)
            .Write("web/templates/_helpers.tpl", helpers);

    public string In(string name) => Path.Combine(root, name);

    public IReadOnlyList<Decision> Judge(ChartFormatOptions? charts = null, string path = "", params string[] rules)
    {
        SourceSelection selection = SourceDiscovery.Find([Path.Combine(root, path)], new SourceDiscoveryOptions { Folders = [new ChartFormat(charts)], IgnoreFiles = [".gitignore"] });
        var engine = new PolicyEngine(null, new PolicyEngineOptions { OnlyRules = rules });
        return [.. engine.Scan(selection.Sources).Where(d => d.Skipped is null)];
    }

    /// <summary>The findings of some rules, as <c>rule file:line:column</c> with the places beside it, and the sets of values.</summary>
    public string[] Findings(params string[] rules) => FindingsWith(null, "", rules);

    public string[] FindingsWith(ChartFormatOptions? charts, string path, params string[] rules) =>
        [.. Judge(charts, path, rules).SelectMany(d => d.Findings).Where(f => f.IsActive).Select(f => Shown(f.Finding))];

    public string[] Errors(params string[] rules) => [.. Judge(null, "", rules).SelectMany(d => d.Errors).Select(e => Short(e.ToString()))];

    public string[] Notes() => [.. Judge(null, "", "CSEC2001").SelectMany(d => d.Notes).Select(e => Short(e.ToString()))];

    public void Dispose() => Directory.Delete(root, recursive: true);

    private string Shown(Finding finding) =>
        $"{finding.Rule.Id} {finding.Location.File.Path}:{finding.Location.Span.Line}:{finding.Location.Span.Column}".Replace(root + "/", "", StringComparison.Ordinal)
        + string.Concat(finding.Location.Related.Select(r => Short($", {r.Relation} {r.Place}:{r.Span.Column}")))
        + (finding.Variants.Count == 0 ? "" : $" with {string.Join(" and ", finding.Variants)}");

    private string Short(string text) => text.Replace(root + "/", "", StringComparison.Ordinal);
}
