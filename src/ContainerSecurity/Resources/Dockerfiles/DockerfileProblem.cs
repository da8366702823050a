using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>Something that BuildKit rejects.</summary>
/// <param name="Message">What is wrong, in BuildKit's words.</param>
/// <param name="Location">The place.</param>
internal sealed record DockerfileProblem(string Message, DocumentLocation Location) : ILocated;
