namespace ContainerSecurity.Analyzers.Tests;

/// <summary>Whole files as people write them: operators, test harnesses, runners. Every mistake is told on its line, and nothing else.</summary>
public class DeploymentFileTests
{
    private static readonly FixtureFile[] Files = FixtureFile.In("Deployments");

    [TestCaseSource(nameof(Files))]
    public async Task Mistakes_are_told_on_their_lines_and_nothing_else(object file)
    {
        var fixture = (FixtureFile)file;
        string[] found = await fixture.Analyze();

        Assert.That(fixture.Marks.Except(found).Select(m => "missed " + m).Concat(found.Except(fixture.Marks).Select(f => "not marked " + f)), Is.Empty);
    }
}
