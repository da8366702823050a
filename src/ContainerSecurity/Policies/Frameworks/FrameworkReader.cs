using ContainerSecurity.Resources.Docker;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies.Frameworks;

/// <summary>
/// Reads the tables framework-*.txt. A control is judged by the rules that name it in their references, so that the
/// mapping stands at the rules, and by those that its line adds.
/// </summary>
internal static class FrameworkReader
{
    private const int Columns = 4;
    private const string HeadWord = "framework", SectionWord = "section", OfEngine = "engine", None = "-";
    private const string OfBenchmark = "CIS Kubernetes ", Risks = "NIST SP 800-190 3.";

    /// <summary>Reads the table of a framework.</summary>
    /// <param name="name">The name on the command line.</param>
    public static FrameworkTable Read(string name)
    {
        string[] head = [];
        string section = "";
        var controls = new List<FrameworkControl>();
        foreach (string[] line in EmbeddedTable.Read($"framework-{name}.txt"))
            if (line[0] == HeadWord)
                head = line;
            else if (line[0] == SectionWord)
                section = string.Join(" ", line.Skip(1));
            else
                controls.Add(Control(line, section, head[1].Replace('_', ' ')));
        return new FrameworkTable(
            string.Join(" ", head.Skip(Columns)), head[2].Replace('_', ' '), head[1].Replace('_', ' '),
            EmbeddedTable.Word<FrameworkPlatform>(head[3]), controls);
    }

    /// <summary>What rules name a control by in their references. NIST answers each risk 3.x.y by a countermeasure 4.x.y.</summary>
    public static string[] ReferencesOf(string prefix, string id)
    {
        string reference = $"{prefix} {id}";
        return reference.StartsWith(Risks, StringComparison.Ordinal) ? [reference, $"{prefix} 4{id.Substring(1)}"] : [reference];
    }

    private static FrameworkControl Control(string[] line, string section, string prefix)
    {
        string[] references = ReferencesOf(prefix, line[0]);
        IEnumerable<ControlRule> naming = RuleCatalog.All.Select(r => r.Descriptor).Where(d => d.References.Intersect(references).Any())
            .Select(d => new ControlRule(d.Id, d.IsBySection && prefix + " " == OfBenchmark ? references[0] : null));
        ControlRule[] added = line[2] == None ? [] : [.. line[2].Split(',').Select(Added)];
        ControlRule[] rules = [.. added, .. naming.Where(n => !Array.Exists(added, a => a.RuleId == n.RuleId))];
        return new FrameworkControl(line[0], string.Join(" ", line.Skip(Columns - 1)), section, [.. rules.OrderBy(r => r.RuleId, StringComparer.Ordinal)])
        {
            Kind = line[1] == OfEngine ? DockerDaemon.DaemonKind : null,
            Unjudgeable = rules.Length > 0 ? null : Reason(line[1]),
        };
    }

    /// <summary>A rule of a line: <c>CSEC7001</c>, one whose verdict a pass needs as <c>!CSEC7001</c>, or a section of one as <c>CSEC5065@1.2.27</c>.</summary>
    private static ControlRule Added(string word)
    {
        string[] parts = word.TrimStart('!').Split('@');
        return new ControlRule(parts[0], parts.Length > 1 ? OfBenchmark + parts[1] : null, word[0] == '!');
    }

    private static string Reason(string how) => how switch
    {
        "manual" => "People have to look at it.",
        "node" => "It needs the files of the node or host, which are not scanned.",
        "cluster" => "It needs what runs, which files do not show.",
        _ => "No rule judges it.",
    };
}
