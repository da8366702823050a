using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Access;

/// <summary>An object that a request names, in its path, its query or its body.</summary>
/// <param name="Kind">The kind of object.</param>
/// <param name="Text">The name or ID as the request has it.</param>
/// <param name="Place">Where the request has it: <c>path</c>, <c>query container</c>, or a field such as <c>HostConfig.PidMode</c>.</param>
public sealed record DockerReference(DockerObjectKind Kind, string Text, string Place);
