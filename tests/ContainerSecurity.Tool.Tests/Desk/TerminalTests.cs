using System.Text.RegularExpressions;
using ContainerSecurity.Tool.Reporting;

namespace ContainerSecurity.Tool.Tests.Desk;

/// <summary>What a terminal shows more than a pipe gets.</summary>
[NonParallelizable]
public class TerminalTests
{
    private DeskFolder desk = null!;

    [SetUp]
    public void Create() => desk = new DeskFolder();

    [TearDown]
    public void Delete() => desk.Dispose();

    private static string Show(bool isSeen, bool knowsLinks, params string[] args)
    {
        using var output = new StringWriter();
        CommandLine.Run(args, new Terminal(TextReader.Null, output, TextWriter.Null) { IsSeen = isSeen, KnowsLinks = knowsLinks });
        return Regex.Replace(output.ToString(), "\u001b\\[[0-9;]+m", "");
    }

    [Test]
    public void Tables_by_severity_and_rule_stand_at_the_end_on_a_terminal_alone()
    {
        string pod = desk.Write("pod.yaml", DeskFolder.Privileged);
        string seen = Show(true, false, "scan", pod, "--profile", "all"), piped = Show(false, false, "scan", pod, "--profile", "all");

        Assert.That(seen, Does.Match("(?m)^critical  +1  █").And.Match("(?m)^critical  +1  CSEC2001  privileged-container$"));
        Assert.That(piped, Does.Not.Contain("█"));
        int start = piped.LastIndexOf("1 resource in 1 file", StringComparison.Ordinal);
        Assert.That(seen, Does.StartWith(piped[..start]).And.EndWith(piped[start..]), "Nothing else is other.");
        Assert.That(Show(true, false, "scan", pod, "-q"), Does.Not.Contain("█"));
    }

    [Test]
    public void Rules_of_the_table_add_up_to_the_severities()
    {
        string seen = Show(true, false, "scan", desk.Write("pod.yaml", DeskFolder.Privileged), "--profile", "restricted");
        string[] words = ["critical", "high", "medium", "low", "info"];
        foreach (string word in words)
        {
            int bySeverity = int.Parse(Regex.Match(seen, $"(?m)^{word} +([0-9]+)  █*$").Groups[1].Value, null);
            Assert.That(Regex.Matches(seen, $"(?m)^{word} +([0-9]+)  CSEC").Sum(m => int.Parse(m.Groups[1].Value, null)), Is.EqualTo(bySeverity), word);
        }
    }

    [Test]
    public void Places_are_links_where_the_terminal_opens_them()
    {
        string pod = desk.Write("a b\u00e9.yaml", DeskFolder.Privileged);
        string shown = Show(true, true, "scan", pod, "--rule", "CSEC2001");

        Match link = Regex.Match(shown, "\u001b\\]8;;(file://[!-~]+)\u001b\\\\([^\u001b]+)\u001b\\]8;;\u001b\\\\");
        Assert.That(link.Success, shown);
        Assert.That(new Uri(link.Groups[1].Value).LocalPath, Is.EqualTo(pod));
        Assert.That(link.Groups[2].Value, Does.EndWith("yaml:8:23"));
        Assert.That(Show(true, false, "scan", pod), Does.Not.Contain("\u001b]8"));
        Assert.That(Show(false, true, "scan", pod), Does.Not.Contain("\u001b]8"));
    }

    [TestCase("TERM_PROGRAM=iTerm.app", true)]
    [TestCase("TERM_PROGRAM=vscode", true)]
    [TestCase("WT_SESSION=1", true)]
    [TestCase("VTE_VERSION=6800", true)]
    [TestCase("VTE_VERSION=4800", false)]
    [TestCase("TERM=xterm-kitty", true)]
    [TestCase("TERM=dumb,TERM_PROGRAM=vscode", false)]
    [TestCase("CI=true,TERM_PROGRAM=vscode", false)]
    [TestCase("TERM=xterm-256color", false)]
    [TestCase("", false)]
    public void Terminal_is_known_to_open_links_by_its_variables(string set, bool expected)
    {
        Dictionary<string, string> variables = set.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);

        Assert.That(LinkSupport.Of(n => variables.GetValueOrDefault(n)), Is.EqualTo(expected));
    }

    [Test]
    public void Progress_is_shown_after_a_second_on_a_terminal_and_leaves_no_trace()
    {
        var clock = new HandClock();
        using var error = new StringWriter();
        using (var line = new ProgressLine(new Terminal(TextReader.Null, TextWriter.Null, error) { ShowsProgress = true }, 3, clock))
        {
            clock.Seconds = 0.9;
            line.Advance();
            Assert.That(error.ToString(), Is.Empty, "A second is not over.");
            clock.Seconds = 1.1;
            line.Advance();
            Assert.That(error.ToString(), Does.Contain("Scanning 2 of 3"));
        }
        Assert.That(error.ToString(), Does.EndWith("\r\u001b[K"));
    }

    [Test]
    public void Progress_is_never_shown_in_pipes_nor_when_quiet()
    {
        foreach (bool isPipe in new[] { true, false })
        {
            var clock = new HandClock();
            using var error = new StringWriter();
            using var line = new ProgressLine(new Terminal(TextReader.Null, TextWriter.Null, error) { ShowsProgress = !isPipe }, 3, clock);
            if (!isPipe)
                line.BeSilent();
            clock.Seconds = 5;
            line.Advance();
            Assert.That(error.ToString(), Is.Empty);
        }
    }

    private sealed class HandClock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => 1 + (long)(Seconds * 1000);
    }
}
