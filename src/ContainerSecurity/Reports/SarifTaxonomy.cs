using ContainerSecurity.Policies.Frameworks;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Reports;

/// <summary>
/// A framework in SARIF 2.1.0: a taxonomy whose taxa are its controls (3.14.8, 3.19.3), to which rules are related
/// (3.49.15) and results belong (3.27.8). What is known of each control stands in the properties of its taxon.
/// </summary>
internal static class SarifTaxonomy
{
    /// <summary>Writes which taxonomy the tool knows.</summary>
    public static void WriteSupport(JsonTextWriter json, Framework? framework)
    {
        if (framework is not null)
            json.Open('[', "supportedTaxonomies").Open('{').Value("name", framework.Name).Value("index", 0).Close('}').Close(']');
    }

    /// <summary>Writes the controls that a rule judges.</summary>
    public static void WriteRelationships(JsonTextWriter json, Framework? framework, RuleDescriptor rule)
    {
        if (framework is null)
            return;
        json.Open('[', "relationships");
        foreach (FrameworkControl control in framework.Controls.Where(c => c.Rules.Any(r => r.RuleId == rule.Id)))
        {
            json.Open('{').Open('{', "target");
            Reference(json, framework, control);
            json.Close('}').Values("kinds", ["relevant"]).Close('}');
        }
        json.Close(']');
    }

    /// <summary>Writes the controls that a finding counts against.</summary>
    public static void WriteTaxa(JsonTextWriter json, Framework? framework, Finding finding)
    {
        if (framework is null)
            return;
        json.Open('[', "taxa");
        foreach (FrameworkControl control in framework.ControlsOf(finding))
        {
            json.Open('{');
            Reference(json, framework, control);
            json.Close('}');
        }
        json.Close(']');
    }

    /// <summary>Writes the taxonomy.</summary>
    public static void Write(JsonTextWriter json, FrameworkAssessment? assessment)
    {
        if (assessment is null)
            return;
        Framework framework = assessment.Framework;
        json.Line().Open('[', "taxonomies").Open('{').Value("name", framework.Name).Value("version", framework.Version);
        json.Open('{', "shortDescription").Value("text", framework.Title).Close('}').Value("isComprehensive", true).Open('[', "taxa");
        foreach (ControlResult result in assessment.Results)
        {
            json.Line().Open('{').Value("id", result.Control.Id).Open('{', "shortDescription").Value("text", result.Control.Title).Close('}');
            json.Open('{', "properties").Value("status", ReportWriter.Word(result.Status)).Value("reason", result.Reason)
                .Value("findings", result.Findings).Value("accepted", result.Accepted).Close('}').Close('}');
        }
        json.Close(']').Close('}').Close(']');
    }

    private static void Reference(JsonTextWriter json, Framework framework, FrameworkControl control) =>
        json.Value("id", control.Id).Value("index", framework.IndexOf(control))
            .Open('{', "toolComponent").Value("name", framework.Name).Value("index", 0).Close('}');
}
