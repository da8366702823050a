using ContainerSecurity.Analyzers.CodeFixes;

namespace ContainerSecurity.Analyzers.Tests;

/// <summary>
/// A finding is to be accepted in the project's policy: the code stays as it is, and is told until somebody has filled
/// in the reason and the owner.
/// </summary>
public class WaiverFixTests
{
    private const string Head = "apiVersion: containersecurity.io/v1\nkind: Policy\n";
    private const string Privileged =
        "new V1Container { Name = \"agent\", Image = \"registry.example/agent:1.0\", SecurityContext = new() { {|CSEC2001:Privileged = true|} } }";

    private const string Waiver = """
        - rule: CSEC2001
          match: {paths: ["Test0.cs"], containers: ["agent"]}
          {|CSEC0003:reason: "TODO: say why this is acceptable"|}
          {|CSEC0003:owner: "TODO"|}
          expires: 2100-04-01

        """;

    [TestCase(Head, Head + "waivers:\n" + Waiver)]
    [TestCase(Head + "waivers: [] # none yet\n", Head + "waivers:\n" + Waiver)]
    [TestCase(
        Head + "waivers:\n- rule: CSEC3001\n  reason: needs it # really\n\n# What runs\nrules: {CSEC1002: {enabled: false}}\n",
        Head + "waivers:\n- rule: CSEC3001\n  reason: needs it # really\n" + Waiver + "\n# What runs\nrules: {CSEC1002: {enabled: false}}\n")]
    public Task Waiver_is_added_to_the_policy(string before, string after) => Fix(Privileged, before, after);

    [Test]
    public Task Policy_is_made_where_there_is_none() => Fix(Privileged, null, Head + "waivers:\n" + Waiver.Replace("Test0.cs", "**/Test0.cs"));

    [Test]
    public Task Waiver_is_indented_as_the_others_are() => Fix(
        Privileged,
        Head + "waivers:\n  - rule: CSEC3001\n    reason: needs it\n",
        Head + "waivers:\n  - rule: CSEC3001\n    reason: needs it\n  " + Waiver.TrimEnd('\n').Replace("\n", "\n  ") + "\n");

    [Test]
    public Task Fragment_is_waived_by_its_file() => Fix(
        "new V1SecurityContext { {|CSEC2001:Privileged = true|}, RunAsUser = 1 }",
        Head,
        Head + "waivers:\n" + Waiver.Replace(", containers: [\"agent\"]", ""));

    [Test]
    public Task Waiver_that_waits_for_its_reason_is_not_written_twice() =>
        Fix(Privileged, Head + "waivers:\n" + Waiver, Head + "waivers:\n" + Waiver);

    [Test]
    public void Nothing_waives_more_than_one_finding() => Assert.That(new WaiverFix().GetFixAllProvider(), Is.Null);

    [Test]
    public Task Policy_that_lists_its_waivers_in_one_line_is_left_alone()
    {
        const string Policy = Head + "waivers: [{rule: CSEC3001, reason: needs it}]\n";
        return Fix(Privileged, Policy, Policy);
    }

    private static Task Fix(string code, string? before, string after) => new FixedCode<WaiverFix>(code, code)
    {
        Provider = new WaiverFix { Now = new DateTime(2100, 1, 1) },
        Policy = (before, after),
        NumberOfIncrementalIterations = before == after ? 0 : 1,
    }.VerifyFix();
}
