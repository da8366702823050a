namespace ContainerSecurity.Docker.Access.Decisions;

/// <summary>Why rules do not allow a configuration.</summary>
/// <param name="Message">For the client and the log.</param>
/// <param name="RuleIds">The rules that spoke against it.</param>
internal sealed record ConfigurationProblem(string Message, IReadOnlyList<string> RuleIds);
