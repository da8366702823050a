using ContainerSecurity.Policies;

namespace ContainerSecurity.Tests.Policies;

/// <summary>A waiver says why, and who answers for it: a text that only holds the place waives nothing and is an error where it stands.</summary>
public class WaiverTextTests
{
    private static readonly string[] Placeholders =
    [
        "TODO", "todo", "Todo.", "TODO!", "TODO: say why this is acceptable", "todo say why", "TODO(jan): explain",
        "[TODO] explain", "# TODO", "to do", "To do: ask Jan", "to-do",
        "tbd", "TBD", "T.B.D.", "tbd - ask security", "TBD later", "tba", "to be determined", "To be done later", "to be filled in",
        "xxx", "XXX", "xx", "XXXX: explain", "fixme", "FIXME: reason", "fix me", "changeme", "change me",
        "???", "?", "??? ask the team", "-", "--", "...", "…", "_", ".", "\"\"", "\u200b",
        "n/a", "N.A.", "na", "none", "None.", "null", "unknown", "not applicable", "placeholder", "pending", "lorem ipsum",
        "reason", "Reason", "<reason>", "<insert reason here>", "{{ reason }}", "${REASON}", "[reason]",
        "your reason here", "Why?", "say why", "no reason", "until TODO",
        "owner", "<owner>", "the owner", "your team", "team name", "someone", "nobody", "<storage>", "%OWNER%",
    ];

    private static readonly string[] Reasons =
    [
        "the node agent needs the host's network", "needed", "x", "legacy", "mounts block devices of the node",
        "todo-app keeps its data on the node", "the todo application writes files",
        "SEC-123", "[SEC-123]", "<https://tracker.example/SEC-123>", "accepted until the driver is rewritten",
        "the owner of the node accepts it", "vendor image; no fix yet",
        "storage team", "platform", "jane@example.com", "<jane@example.com>", "@storage", "team-storage",
        "Xerox printing", "xx-large cache", "no shell in the image", "原因", "nötig", "1",
    ];

    [TestCaseSource(nameof(Placeholders))]
    public void Placeholder_in_a_policy_is_refused_where_it_stands(string text)
    {
        string said = text.Replace("\\", "\\\\").Replace("\"", "\\\"");
        PolicyReadResult reason = Read($"waivers:\n- rule: CSEC2001\n  reason: \"{said}\"\n");
        PolicyReadResult owner = Read($"waivers:\n- rule: CSEC2001\n  reason: needs it\n  owner: \"{said}\"\n");

        Assert.That(reason.IsValid, Is.False);
        Assert.That(reason.Errors.Single().Span.Line, Is.EqualTo(4));
        Assert.That(owner.IsValid, Is.False);
        Assert.That(owner.Errors.Single().Span.Line, Is.EqualTo(5));
    }

    [TestCaseSource(nameof(Reasons))]
    public void What_says_something_counts(string text)
    {
        PolicyReadResult read = Read($"waivers:\n- rule: CSEC2001\n  reason: \"{text}\"\n  owner: \"{text}\"\n");

        Assert.That(read.Errors, Is.Empty);
        Assert.That(read.Policy.Waivers.Single().Reason, Is.EqualTo(text));
    }

    [Test]
    public void Waiver_without_an_owner_counts_and_one_with_an_empty_owner_does_not()
    {
        Assert.That(Read("waivers: [{rule: CSEC2001, reason: needs it}]\n").Policy.Waivers, Has.Count.EqualTo(1));
        Assert.That(Read("waivers: [{rule: CSEC2001, reason: needs it, owner: ' '}]\n").IsValid, Is.False);
    }

    [TestCase("TODO")]
    [TestCase("tbd: ask")]
    [TestCase("???")]
    [TestCase("until 2100-01-31 TODO")]
    [TestCase("until 2100-02-31 the node agent needs it")]
    [TestCase("until 31.1.2100 the node agent needs it")]
    public void Placeholder_in_a_comment_or_an_annotation_waives_nothing(string said)
    {
        Decision comment = Judge($"spec:\n  # csec:ignore CSEC3001 {said}\n  hostNetwork: true\n");
        Decision beside = Judge($"spec:\n  hostNetwork: true # csec:ignore CSEC3001 {said}\n");
        Decision annotation = Judge(
            "spec:\n  hostNetwork: true\n",
            $"metadata:\n  name: web\n  annotations:\n    containersecurity.io/ignore: \"CSEC3001 {said}\"\n");

        Assert.Multiple(() =>
        {
            foreach ((Decision decision, int line) in new[] { (comment, 5), (beside, 5), (annotation, 6) })
            {
                Assert.That(decision.Findings.Single(f => f.Finding.Rule.Id == "CSEC3001").Waived, Is.Null);
                Assert.That(decision.Errors.Select(e => e.Span.Line), Is.EqualTo(new[] { line }));
            }
        });
    }

    [Test]
    public void One_annotation_that_says_nothing_leaves_those_beside_it()
    {
        Decision decision = Judge("spec: {hostNetwork: true, hostPID: true}\n",
            "metadata:\n  name: web\n  annotations:\n    containersecurity.io/ignore: CSEC3001 TODO; CSEC3002 watches the processes of the node\n");

        Assert.That(decision.Findings.Where(f => f.Waived is not null).Select(f => f.Finding.Rule.Id), Is.EqualTo(new[] { "CSEC3002" }));
    }

    private static Decision Judge(string spec, string metadata = "metadata: {name: web}\n") =>
        new PolicyEngine(Policy.Create().UseProfile(Profile.Baseline).Build()).Evaluate("apiVersion: v1\nkind: Pod\n" + metadata + spec, "pod.yaml");

    private static PolicyReadResult Read(string text) => new PolicyReader(readFile: _ => "kind: Policy\n" + text).Load("policy.yaml");
}
