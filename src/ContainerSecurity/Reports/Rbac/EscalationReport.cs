using ContainerSecurity.Access;
using ContainerSecurity.Access.Paths;
using ContainerSecurity.Access.Pictures;

namespace ContainerSecurity.Reports.Rbac;

/// <summary>Writes escalation paths. Names of the input are escaped as each format needs it.</summary>
public static class EscalationReport
{
    /// <summary>Writes paths.</summary>
    /// <param name="paths">The paths, the worst first.</param>
    /// <param name="gaps">What is not known, so that there may be more paths; pictures do not show it.</param>
    /// <param name="format">The format.</param>
    /// <param name="output">Receives the text.</param>
    public static void Write(IReadOnlyList<EscalationPath> paths, IReadOnlyList<RbacGap> gaps, EscalationFormat format, TextWriter output)
    {
        _ = paths ?? throw new ArgumentNullException(nameof(paths));
        _ = gaps ?? throw new ArgumentNullException(nameof(gaps));
        _ = output ?? throw new ArgumentNullException(nameof(output));
        switch (format)
        {
            case EscalationFormat.Json:
                WriteJson(paths, gaps, output);
                break;
            case EscalationFormat.Mermaid:
                MermaidPicture.Write(new PathPicture(paths), output);
                break;
            case EscalationFormat.Dot:
                DotPicture.Write(new PathPicture(paths), output);
                break;
            case EscalationFormat.Svg:
                SvgPicture.Write(new PathPicture(paths), output);
                break;
            case EscalationFormat.Html:
                EscalationPage.Write(paths, gaps, output);
                break;
            default:
                WriteText(paths, output);
                break;
        }
    }

    private static void WriteText(IReadOnlyList<EscalationPath> paths, TextWriter output)
    {
        var lines = new LineWriter(output);
        foreach (EscalationPath path in paths)
        {
            lines.WriteLine($"{RiskWord(path.Risk)}: {path.Start} becomes {path.Target} in {(path.Length == 1 ? "one step" : $"{path.Length} steps")}");
            for (int i = 0; i < path.Steps.Count; i++)
                lines.WriteLine($"  {i + 1}. {path.Steps[i]}");
            lines.WriteLine();
        }
        lines.WriteLine(paths.Count switch { 0 => "No escalation paths.", 1 => "1 escalation path.", _ => $"{paths.Count} escalation paths." });
    }

    private static void WriteJson(IReadOnlyList<EscalationPath> paths, IReadOnlyList<RbacGap> gaps, TextWriter output)
    {
        JsonTextWriter json = new JsonTextWriter(output).Open('{').Value("schemaVersion", 1).Open('[', "paths");
        foreach (EscalationPath path in paths)
        {
            json.Line().Open('{').Value("subject", path.Start.ToString()).Value("target", path.ReachesCluster ? "cluster" : "node")
                .Value("severity", RiskWord(path.Risk).ToLowerInvariant()).Open('[', "steps");
            foreach (EscalationStep step in path.Steps)
            {
                json.Open('{').Value("from", step.From.ToString()).Value("to", step.To.ToString()).Value("edge", step.Edge.Id).Value("title", step.Edge.Title)
                    .Value("explanation", step.Explanation).Value("reference", step.Edge.Reference).Open('[', "grants");
                foreach (RbacGrant grant in step.Grants)
                    RbacJson.WriteGrant(json, null, grant);
                RbacJson.WriteLocations(json.Close(']'), "locations", step.Locations);
                json.Close('}');
            }
            json.Close(']').Close('}');
        }
        RbacJson.WriteGaps(json.Close(']'), gaps);
        json.Close('}');
        output.Write('\n');
    }

    internal static string RiskWord(EscalationRisk risk) => risk switch { EscalationRisk.Critical => "CRITICAL", EscalationRisk.High => "HIGH", _ => "MEDIUM" };
}
