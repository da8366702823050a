using System.Text.Json;
using System.Xml.Linq;
using ContainerSecurity.Reports;

namespace ContainerSecurity.Tests.Reports;

/// <summary>Text of the input stays text in every format: each report is read back by its format's own grammar, with hostile text in every slot.</summary>
public class HostileReportTests
{
    private static readonly string[] Texts = HostileText.All;

    private static IEnumerable<TestCaseData> TextsAndFormats() =>
        from format in Enum.GetValues<ReportFormat>()
        from i in Enumerable.Range(0, HostileText.All.Length)
        select new TestCaseData(format, i).SetArgDisplayNames($"{format}", $"text {i}");

    private static IEnumerable<TestCaseData> Numbers() => Enumerable.Range(0, HostileText.All.Length).Select(i => new TestCaseData(i));

    [TestCaseSource(nameof(TextsAndFormats))]
    public void No_line_of_a_report_holds_hidden_characters_or_a_command_of_the_input(ReportFormat format, int number)
    {
        string report = new HostileText(Texts[number]).Report(format);
        IEnumerable<string> faults = HostileText.Faults(report);
        if (format == ReportFormat.GitHub)
            faults = faults.Where(l => !l.StartsWith("::error file=", StringComparison.Ordinal) || HostileText.Faults(l[2..]).Any());

        Assert.That(faults, Is.Empty);
    }

    [TestCaseSource(nameof(Numbers))]
    public void Text_report_begins_no_line_with_input(int number)
    {
        var hostile = new HostileText(Texts[number]);
        string[] lines = hostile.Report(ReportFormat.Text).Split('\n');

        Assert.That(lines.Where(l => !System.Text.RegularExpressions.Regex.IsMatch(l, @"^(?:(?:high|low|error|info) |  |\d+ resources? in |$)")), Is.Empty);
        Assert.That(lines, Has.Some.Contains($"Container '{hostile.Visible}' says"));
        Assert.That(lines.Count(l => l.StartsWith("high ", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [TestCaseSource(nameof(Numbers))]
    public void Coloured_text_is_the_same_but_for_the_colours(int number)
    {
        var hostile = new HostileText(Texts[number]);
        string coloured = hostile.Report(ReportFormat.Text, color: true);

        Assert.That(System.Text.RegularExpressions.Regex.Replace(coloured, "\u001b\\[[0-9;]+m", ""), Is.EqualTo(hostile.Report(ReportFormat.Text)));
    }

    [TestCaseSource(nameof(Numbers))]
    public void Json_gives_the_text_back(int number)
    {
        var hostile = new HostileText(Texts[number]);
        using var json = JsonDocument.Parse(hostile.Report(ReportFormat.Json));
        JsonElement finding = json.RootElement.GetProperty("findings")[0], resource = finding.GetProperty("resource");

        Assert.Multiple(() =>
        {
            Assert.That(json.RootElement.GetProperty("findings").GetArrayLength(), Is.EqualTo(2));
            Assert.That(finding.GetProperty("message").GetString(), Is.EqualTo($"Container '{hostile.InJson}' says {hostile.InJson}"));
            Assert.That(finding.GetProperty("remediation").GetString(), Is.EqualTo(hostile.InJson));
            Assert.That(resource.GetProperty("name").GetString(), Is.EqualTo(hostile.Written));
            Assert.That(resource.GetProperty("namespace").GetString(), Is.EqualTo(hostile.Written));
            Assert.That(finding.GetProperty("container").GetString(), Is.EqualTo(hostile.Written));
            Assert.That(finding.GetProperty("location").GetProperty("file").GetString(), Is.EqualTo(hostile.InJson));
            Assert.That(json.RootElement.GetProperty("findings")[1].GetProperty("waived").GetString(), Is.EqualTo(hostile.InJson));
            Assert.That(json.RootElement.GetProperty("errors")[0].GetProperty("file").GetString(), Is.EqualTo(hostile.InJson));
        });
    }

    [TestCaseSource(nameof(Numbers))]
    public void Sarif_gives_the_text_back_and_makes_no_link_of_it(int number)
    {
        var hostile = new HostileText(Texts[number]);
        using var json = JsonDocument.Parse(hostile.Report(ReportFormat.Sarif));
        JsonElement run = json.RootElement.GetProperty("runs")[0], rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[0];
        string message = run.GetProperty("results")[0].GetProperty("message").GetProperty("text").GetString()!;

        Assert.Multiple(() =>
        {
            Assert.That(message.Replace("\\](", "](", StringComparison.Ordinal), Is.EqualTo($"Container '{hostile.InJson}' says {hostile.InJson}"));
            Assert.That(message, Does.Not.Match(@"[^\\]\]\("));
            Assert.That(rule.GetProperty("shortDescription").GetProperty("text").GetString(), Is.EqualTo(hostile.InJson));
            Assert.That(MarkdownTable.Markup(rule.GetProperty("help").GetProperty("markdown").GetString()!), Is.EquivalentTo(new[] { "*", "*", "*", "*" }));
            Assert.That(run.GetProperty("results")[1].GetProperty("suppressions")[0].GetProperty("justification").GetString(), Is.EqualTo(hostile.InJson));
            Assert.That(run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications").GetArrayLength(), Is.EqualTo(1));
        });
    }

    [TestCaseSource(nameof(Numbers))]
    public void Junit_gives_the_visible_text_back(int number)
    {
        var hostile = new HostileText(Texts[number]);
        var suites = XDocument.Parse(hostile.Report(ReportFormat.Junit), LoadOptions.PreserveWhitespace);
        XElement[] cases = [.. suites.Descendants("testcase")];

        Assert.Multiple(() =>
        {
            Assert.That(cases, Has.Length.EqualTo(3));
            Assert.That(suites.Descendants("testsuite").First().Attribute("name")!.Value, Is.EqualTo(hostile.Visible));
            Assert.That(cases[0].Attribute("name")!.Value, Is.EqualTo($"{HostileText.RuleId} acme0001"));
            Assert.That(cases[0].Attribute("classname")!.Value, Is.EqualTo($"Pod {VisibleText.Of(hostile.Written)}/{VisibleText.Of(hostile.Written)}"));
            Assert.That(cases[0].Element("failure")!.Attribute("message")!.Value, Is.EqualTo($"Container '{hostile.Visible}' says {hostile.Visible}"));
            Assert.That(cases[1].Element("skipped")!.Attribute("message")!.Value, Is.EqualTo(hostile.Visible));
            Assert.That(cases[2].Element("error"), Is.Not.Null);
        });
    }

    [TestCaseSource(nameof(Numbers))]
    public void Github_report_is_one_command_a_line_and_each_part_stays_in_its_place(int number)
    {
        var hostile = new HostileText(Texts[number]);
        string visible = VisibleLines(Texts[number]);
        string[] lines = hostile.Report(ReportFormat.GitHub).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        WorkflowCommandReader[] commands = [.. lines.Select(l => WorkflowCommandReader.Read(l)!)];

        Assert.Multiple(() =>
        {
            Assert.That(commands.Select(c => c?.Name), Is.EqualTo(new[] { "error", "error" }));
            Assert.That(commands.Select(c => c.Properties.Keys), Has.All.EqualTo(new[] { "file", "line", "endLine", "col", "endColumn", "title" }));
            Assert.That(commands.Select(c => c.Properties["file"]), Has.All.EqualTo(visible));
            Assert.That(commands[0].Properties["title"], Is.EqualTo($"{HostileText.RuleId} acme0001"));
            Assert.That(commands[0].Data, Is.EqualTo($"Container '{visible}' says {visible} {visible}"));
        });
    }

    [TestCaseSource(nameof(Numbers))]
    public void Markdown_report_is_a_table_of_five_columns_whose_cells_are_text(int number)
    {
        var hostile = new HostileText(Texts[number]);
        var table = new MarkdownTable(hostile.Report(ReportFormat.Markdown));

        Assert.Multiple(() =>
        {
            Assert.That(table.Rows, Has.Count.EqualTo(2));
            Assert.That(table.Rows, Has.All.Length.EqualTo(5));
            Assert.That(table.Rows.SelectMany(r => r).SelectMany(MarkdownTable.Markup), Is.Empty);
            Assert.That(MarkdownTable.Shown(table.Rows[0][1]), Is.EqualTo($"{HostileText.RuleId} acme0001"));
            Assert.That(
                MarkdownTable.Shown(table.Rows[0][3]),
                Is.EqualTo($"Pod {VisibleText.Of(hostile.Written)}/{VisibleText.Of(hostile.Written)}".Trim(' ')));
            Assert.That(MarkdownTable.Shown(table.Rows[0][4]), Is.EqualTo($"Container '{hostile.Visible}' says {hostile.Visible}".Trim(' ')));
        });
    }

    private static string VisibleLines(string text) =>
        string.Join('\n', text.Split('\n').Select(l => string.Join('\r', l.Split('\r').Select(VisibleText.Of))));
}
