namespace ContainerSecurity.Tests;

/// <summary>What holds for the sources of all tests.</summary>
public class TestSourcesTests
{
    /// <summary>A machine may be slow, busy or asleep: tests count steps, costs or bytes.</summary>
    [TestCase("Stopwatch")]
    [TestCase(".Elapsed")]
    [TestCase("[MaxTime(")]
    [TestCase("[Timeout(")]
    [TestCase("[CancelAfter(")]
    [TestCase("TickCount")]
    public void No_test_asserts_a_time(string word)
    {
        string[] sources = [.. Directory.GetFiles(Repository.File("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) != "TestSourcesTests.cs")];

        Assert.That(sources.Where(f => File.ReadAllText(f).Contains(word, StringComparison.Ordinal)), Is.Empty);
    }
}
