namespace ContainerSecurity.Analyzers.Tests.Secrets;

/// <summary>
/// Credentials as people write them, for the clients of databases, clouds and queues, and in the ways that other analyzers' tests know; and what only
/// looks like one. Each is told on its line, and nothing else.
/// </summary>
public class CredentialFixtureTests
{
    private static readonly FixtureFile[] Files = FixtureFile.In("Credentials");

    [TestCaseSource(nameof(Files))]
    public async Task Credentials_are_told_on_their_lines_and_nothing_else(object file)
    {
        var fixture = (FixtureFile)file;
        // The fixtures let their secrets pass, but for this test.
        fixture = fixture with { Text = fixture.Text.Replace("csec:allow-secrets-of-file", "the secrets of this file") };
        string[] found = await fixture.Analyze();

        Assert.That(fixture.Marks.Except(found).Select(m => "missed " + m).Concat(found.Except(fixture.Marks).Select(f => "not marked " + f)), Is.Empty);
    }
}
