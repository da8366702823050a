// csec:allow-secrets-of-file: made-up ones
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tests.Resources.Projects;

/// <summary>Container profiles of <c>launchSettings.json</c> hand options to the engine, and those are judged.</summary>
public class LaunchSettingsTests
{
    [TestCase("Docker", "--privileged", "CSEC2001")]
    [TestCase("SdkContainer", "--privileged", "CSEC2001")]
    [TestCase("Docker", "-v /var/run/docker.sock:/var/run/docker.sock", "CSEC3006")]
    [TestCase("Docker", "--network=host -e A=b", "CSEC3001")]
    [TestCase("Docker", "--cap-add SYS_ADMIN", "CSEC2006")]
    [TestCase("Docker", "-p 127.0.0.1:8080:8080", "")]
    [TestCase("Project", "--privileged", "")]
    public void Options_of_a_container_profile_are_judged_at_their_place(string command, string options, string rule)
    {
        Decision decision = Judge($$"""
            {
              // Visual Studio reads comments.
              "profiles": {
                "shop": { "commandName": "Project", "applicationUrl": "http://localhost:5000" },
                "box": {
                  "commandName": "{{command}}",
                  "containerRunArguments": "{{options}}",
                },
              }
            }
            """);

        Assert.That(decision.Errors, Is.Empty);
        Assert.That(decision.Findings.Where(f => f.IsActive).Select(f => f.Finding.Rule.Id), Is.EqualTo(rule.Length == 0 ? [] : new[] { rule }));
        Assert.That(decision.Findings.Where(f => f.IsActive).Select(f => f.Finding.Location.Span.Line), Is.All.EqualTo(7));
    }

    [Test]
    public void Credential_of_a_variable_is_told() => Assert.That(
        Judge("""{"profiles": {"box": {"commandName": "Docker", "environmentVariables": {"SMTP_PASSWORD": "Vq7!tP2xLm9#"}}}}""").Findings
            .Where(f => f.IsActive).Select(f => f.Finding.Rule.Id),
        Is.EqualTo(new[] { "CSEC4002" }));

    [TestCase("{\"profiles\": []}")]
    [TestCase("[]")]
    [TestCase("")]
    [TestCase("{\"profiles\": {\"box\": {\"commandName\": \"Docker\", \"containerRunArguments\": [\"--privileged\"]}}}")]
    public void Odd_files_are_passed_over_or_said_to_be_odd(string text) => Assert.That(Judge(text).Findings, Is.Empty);

    [Test]
    public void Options_that_are_no_text_are_an_error() => Assert.That(
        Judge("{\"profiles\": {\"box\": {\"commandName\": \"Docker\", \"containerRunArguments\": [\"--privileged\"]}}}").Errors.Single().Message,
        Does.Contain("containerRunArguments"));

    private static Decision Judge(string text) => new PolicyEngine(Policy.Default).Evaluate(text, "Properties/launchSettings.json");
}
