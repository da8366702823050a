using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies;

/// <summary>The outcome of one policy test.</summary>
/// <param name="Name">The test's name.</param>
/// <param name="Location">Where the test is written.</param>
/// <param name="Failures">What came out otherwise than expected; empty where the test passed.</param>
public sealed record PolicyTestResult(string Name, DocumentLocation Location, IReadOnlyList<string> Failures)
{
    /// <summary>Whether all of the policy could be evaluated.</summary>
    public bool HasVerdict { get; init; } = true;

    /// <summary>Whether everything came out as expected.</summary>
    public bool Passed => Failures.Count == 0;
}
