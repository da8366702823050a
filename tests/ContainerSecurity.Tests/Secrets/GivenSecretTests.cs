// csec:allow-secrets-of-file: made-up samples
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Tests.Secrets;

/// <summary>Secrets that the caller finds by what a value is given to.</summary>
public class GivenSecretTests
{
    private const string Text = "login('hunter2')";

    [TestCase(SecretContext.Password, "named-password")]
    [TestCase(SecretContext.Token, "named-token")]
    [TestCase(SecretContext.ConnectionString, "connection-string-password")]
    public void Finding_of_a_part_has_its_place_and_not_its_value(SecretContext context, string pattern)
    {
        SecretFinding finding = SecretDetector.Default.FindingOf(context, Text, 7, 7)!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((finding.Pattern.Id, finding.Start, finding.Length), Is.EqualTo((pattern, 7, 7)));
            Assert.That(finding.Redacted, Does.Not.Contain("hunter2"));
        }
    }

    [Test]
    public void Allowed_value_is_no_finding()
    {
        string fingerprint = SecretDetector.Default.FindingOf(SecretContext.Password, Text, 7, 7)!.Fingerprint;

        Assert.That(new SecretDetector(new() { AllowedValues = ["hunter2"] }).FindingOf(SecretContext.Password, Text, 7, 7), Is.Null);
        Assert.That(new SecretDetector(new() { AllowedFingerprints = [fingerprint] }).FindingOf(SecretContext.Password, Text, 7, 7), Is.Null);
    }

    [Test]
    public void Detector_without_patterns_for_the_surroundings_finds_nothing() =>
        Assert.That(new SecretDetector(new() { Patterns = [] }).FindingOf(SecretContext.Password, Text, 7, 7), Is.Null);

    [TestCase(SecretContext.Anywhere, 7, 7)]
    [TestCase((SecretContext)99, 7, 7)]
    [TestCase((SecretContext)(-1), 7, 7)]
    [TestCase(SecretContext.Password, -1, 7)]
    [TestCase(SecretContext.Password, 17, 0)]
    [TestCase(SecretContext.Password, 7, 10)]
    [TestCase(SecretContext.Password, 7, int.MaxValue)]
    [TestCase(SecretContext.Password, 7, -1)]
    public void Part_that_is_none_of_the_text_is_an_error(SecretContext context, int start, int length) =>
        Assert.That(() => SecretDetector.Default.FindingOf(context, Text, start, length), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase("a\nlogin('hunter2')", null, false)]
    [TestCase("a\nlogin('hunter2') // csec:allow-secret", null, true)]
    [TestCase("// csec:allow-secret\nlogin('hunter2')", null, true)]
    [TestCase("a // csec:allow-secret\nlogin('hunter2')", null, false)]
    [TestCase("// csec:allow-secrets-of-file\n\n\nlogin('hunter2')", null, true)]
    [TestCase("a\nlogin('hunter2')", "fixtures/login.py", true)]
    [TestCase("a\nlogin('hunter2')", "src/login.py", false)]
    public void Comments_and_paths_let_a_place_pass(string text, string? path, bool isAllowed) =>
        Assert.That(
            new SecretDetector(new() { AllowedPaths = ["fixtures/**"] }).IsAllowed(
                text, text.IndexOf("hunter2", StringComparison.Ordinal), path),
            Is.EqualTo(isAllowed));

    [TestCase(-1)]
    [TestCase(17)]
    public void Place_that_is_not_in_the_text_is_an_error(int at) =>
        Assert.That(() => SecretDetector.Default.IsAllowed(Text, at), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Finding_at_another_place_is_the_same_secret()
    {
        SecretFinding finding = SecretDetector.Default.FindingOf(SecretContext.Password, Text, 7, 7)!;

        SecretFinding moved = finding.At(107, 9);

        Assert.That((moved.Start, moved.Length, moved.Fingerprint, moved.Redacted), Is.EqualTo((107, 9, finding.Fingerprint, finding.Redacted)));
        Assert.That(() => finding.At(-1, 7), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => finding.At(0, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase("docker login -u shop -p " + "k8Xw2QmZr7Tb", true)]
    [TestCase("DB_PASSWORD=" + "tr0ub4dor&3", false)]
    public void Secret_of_a_command_is_told_from_one_that_its_name_tells(string text, bool isOfCommand) =>
        Assert.That(SecretDetector.Default.Scan(text).Single().IsOfCommand, Is.EqualTo(isOfCommand));
}
