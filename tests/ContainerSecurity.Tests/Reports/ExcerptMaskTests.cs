using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Reports;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Reports;

/// <summary>A secret of several lines is hidden on each of them.</summary>
public class ExcerptMaskTests
{
    private static readonly SourceFile File = new("pod.yaml", "kind: Pod");

    [TestCase(1, "  shown text", "  shown text")]
    [TestCase(2, "  value: first", "  value: *****")]
    [TestCase(3, "  second: x", "***********")]
    [TestCase(4, "  third", "*******")]
    [TestCase(5, "  shown text", "  shown text")]
    public void Secret_is_hidden_from_its_first_column_to_the_end_of_its_last_line(int number, string line, string shown) =>
        Assert.That(Mask("CSEC4001", waived: null).Apply(File, number, line), Is.EqualTo(shown));

    [Test]
    public void Secret_that_is_waived_is_hidden_too() =>
        Assert.That(Mask("CSEC4001", waived: "a test's").Apply(File, 3, "  second"), Is.EqualTo("********"));

    [Test]
    public void Line_of_another_file_is_shown() =>
        Assert.That(Mask("CSEC4001", waived: null).Apply(new SourceFile("other.yaml"), 3, "  second"), Is.EqualTo("  second"));

    [Test]
    public void Finding_that_points_at_no_secret_hides_nothing() =>
        Assert.That(Mask("CSEC2001", waived: null).Apply(File, 3, "  second"), Is.EqualTo("  second"));

    private static ExcerptMask Mask(string id, string? waived)
    {
        RuleDescriptor rule = RuleCatalog.Find(id)!.Descriptor;
        var place = new DocumentLocation(File, new SourceSpan(2, 10, 4, 8), "data.value");
        var finding = new Finding(rule, rule.Severity, $"A secret.", new ResourceIdentity("v1", "Pod", null, "a"), null, place);
        return new ExcerptMask(new Decision("pod.yaml", 1, [new PolicyFinding(finding, rule.Severity, Enforcement.Deny, waived, false)], []));
    }
}
