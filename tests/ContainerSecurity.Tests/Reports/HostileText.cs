using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Reports;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Reports;

/// <summary>A text that would do something where a report is read, put into every slot that a user's input fills.</summary>
internal sealed partial class HostileText(string text)
{
    public const string RuleId = "ACME0001";
    private const string WaivedId = "ACME0002";

    public static readonly string[] All =
    [
        "web",
        "a\n::error file=x::pwned",
        "a\r\n  ::stop-commands::x\r",
        "::set-output name=a::b",
        "\u00A0::add-mask::x",
        "\u001b[2J\u001b]0;title\u0007",
        "section_start:1:x\r\u001b[0K",
        "##vso[task.setvariable variable=a]b",
        "###[error]##[group]x",
        "##teamcity[buildStop]",
        "#\u200B#\u200D[error]",
        "##v\u034Fso[task.complete]",
        "\u202Elive\u202C\u2066x\u2069",
        "a\u2028::error::x\u2029##[error]\u0085::error::x",
        "a\uD800b\uDC00c\uD83D\uDE00d",
        "\uFEFF\u00ADa\u200B\u2060\u3164",
        "\uDB40\uDC41\uDB40\uDC42",
        "\0\u007f\u0080\u009b31m",
        "a|b\\|c\\\\|d",
        "`x` ``y`` *b* _c_ ~~d~~ $e$ **f**",
        "<script>alert(1)</script><!-- a --> &lt; &#64;",
        "[a](https://evil.example) ![b](//evil.example) https://evil.example www.evil.example ftp://evil.example",
        "@everyone (@team) a@evil.example #1 shop/web#2",
        "a,b:c%0Ad%25=e::f",
        "]]> \"quoted\" 'single' {0} {{1}",
    ];

    /// <summary>What the text is once it is shown.</summary>
    public string Visible => VisibleText.Of(text);

    /// <summary>What of the text a manifest can hold: YAML takes no half of a pair.</summary>
    public string Written => InJson.Replace("\uFFFD", "", StringComparison.Ordinal);

    /// <summary>What the text is once it went through JSON, which has no place for half a pair.</summary>
    public string InJson => new([.. text.Select((c, i) => IsUnpaired(i) ? '\uFFFD' : c)]);

    /// <summary>The report of a source with an active and a waived finding and of one that cannot be read.</summary>
    public string Report(ReportFormat format, bool color = false)
    {
        Policy policy = Policy.Create().UseProfile(Profile.None)
            .AddRule(new Echo(RuleId, text)).AddRule(new Echo(WaivedId, text))
            // As it would stand in a file: one in code is held to a reason that says something.
            .Waive(new Waiver { Rules = [WaivedId], Reason = text, Owner = text, Location = new DocumentLocation(new SourceFile(text), SourceSpan.FileStart, text) })
            .Build();
        var engine = new PolicyEngine(policy);
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using (ReportWriter report = ReportWriter.Create(format, output, new ReportOptions("1.0.0", color)))
        {
            report.Begin(engine.Rules);
            report.Write(engine.Evaluate(Manifest, text));
            report.Write(engine.Evaluate($"{{{Quoted}: 1, {Quoted}: 2}}", text));
            report.End();
        }
        return output.ToString();
    }

    /// <summary>What is wrong with a text that people and runners read: hidden characters, and lines that a runner obeys.</summary>
    public static IEnumerable<string> Faults(string output)
    {
        foreach (string line in output.Split('\n'))
            if (Hidden().IsMatch(line) || Command().IsMatch(Ignorable().Replace(line, "")))
                yield return line;
    }

    private string Manifest => $"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: {Quoted}
          namespace: {Quoted}
          labels: {Labels}
        spec:
          containers:
          - name: {Quoted}
            image: a:1
        """;

    /// <summary>The text stands in its lines as it is where YAML can hold it, so that excerpts show it.</summary>
    private string Labels =>
        $"{{ # {new string([.. text.Where(c => c is not ('\n' or '\r' or '\0' or '\u0085' or '\u2028' or '\u2029') && !char.IsSurrogate(c) && (c is '\t' || !char.IsControl(c)))])}\n    {Quoted}: {Quoted}}}";

    private string Quoted
    {
        get
        {
            var quoted = new StringBuilder("\"");
            foreach (Rune c in Written.EnumerateRunes())
                quoted.Append(c.Value is >= ' ' and <= '~' and not ('"' or '\\') ? c.ToString() : $"\\U{c.Value:x8}");
            return quoted.Append('"').ToString();
        }
    }

    private bool IsUnpaired(int i) =>
        char.IsSurrogate(text[i]) && !(char.IsSurrogatePair(text, i) || (i > 0 && char.IsSurrogatePair(text, i - 1)));

    [GeneratedRegex(@"(?![\uD800-\uDBFF][\uDC00-\uDFFF]|(?<=[\uD800-\uDBFF])[\uDC00-\uDFFF])[\p{C}\p{Zl}\p{Zp}]|\uDB40")]
    private static partial Regex Hidden();

    /// <summary>What the runners of Azure and TeamCity obey anywhere in a line, and GitHub's at its beginning.</summary>
    [GeneratedRegex(@"##\w*[\[]|^\s*::", RegexOptions.IgnoreCase)]
    private static partial Regex Command();

    [GeneratedRegex(@"[\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u3164\uFFA0\uFE00-\uFE0F]")]
    private static partial Regex Ignorable();

    private sealed class Echo(string id, string text) : Rule(new(id, id.ToLowerInvariant(), Severity.High, text, text) { References = [text] }), IJudges<Workload>
    {
        public void Judge(Workload resource, RuleContext context) =>
            context.Report(resource.Labels[resource.Labels.Entries.Single().Key], $"Container '{text}' says {text}", container: resource.Containers[0]);
    }
}
