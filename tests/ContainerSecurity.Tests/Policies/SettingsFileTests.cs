using ContainerSecurity.Policies;

namespace ContainerSecurity.Tests.Policies;

/// <summary>Settings of .NET programs through the engine: judged as texts, for their secrets.</summary>
public class SettingsFileTests
{
    private static readonly string Password = "Vq7!tP" + "2xLm9#"; // csec:allow-secret

    [Test]
    public void Password_is_told_where_it_stands()
    {
        Decision decision = Judge($"{{\n  \"Smtp\": {{ \"Password\": \"{Password}\" }}\n}}");

        Assert.That(
            decision.Findings.Select(f => $"{f.Finding.Rule.Id} {f.Finding.Location.Span.Line}:{f.Finding.Location.Span.Column}"),
            Is.EqualTo(new[] { "CSEC4012 2:26" }));
    }

    [Test]
    public void Broken_settings_are_judged_as_far_as_they_go() =>
        Assert.That(Judge($"{{ \"Smtp\": {{ \"Password\": \"{Password}\"").Findings, Has.Count.EqualTo(1));

    [Test]
    public void Settings_that_name_objects_are_no_manifest() =>
        Assert.That(Judge("{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"spec\": {\"hostNetwork\": true}}").Findings, Is.Empty);

    [TestCase("{\n// csec:ignore CSEC4012 of a server that is gone\n\"Password\": \"$\"\n}")]
    [TestCase("{\n\"Password\": \"$\" // csec:ignore CSEC4012 of a server that is gone\n}")]
    [TestCase("{\n\"Url\": \"https://example.com\", \"Password\": \"$\" // csec:ignore hard-coded-credential of a server that is gone\n}")]
    public void Comment_waives(string text) => Assert.That(Judge(text.Replace("$", Password)).Findings.Single().Waived, Is.EqualTo("of a server that is gone"));

    [TestCase("{\n# csec:ignore CSEC4012 no comment of JSON\n\"Password\": \"$\"\n}")]
    [TestCase("{\n\"//csec:ignore CSEC4012 a name\": 1,\n\"Password\": \"$\"\n}")]
    public void What_is_no_comment_waives_nothing(string text) => Assert.That(Judge(text.Replace("$", Password)).Findings.Single().Waived, Is.Null);

    [Test]
    public void Waiver_without_a_reason_is_an_error() =>
        Assert.That(
            Judge($"{{\n// csec:ignore CSEC4012\n\"Password\": \"{Password}\"\n}}").Errors.Single().Message,
            Does.StartWith("A waiver needs rules and a reason"));

    private static Decision Judge(string text) => new PolicyEngine().Evaluate(text, "src/appsettings.json");
}
