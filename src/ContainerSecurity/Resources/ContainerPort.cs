using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources;

/// <summary>A port of a container.</summary>
/// <param name="Port">The port inside the container, 1 to 65535.</param>
/// <param name="HostPort">The port on the host; 0 or missing for none.</param>
/// <param name="Protocol"><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>; missing means TCP.</param>
public sealed record ContainerPort(Field<long> Port, Field<long> HostPort, Field<string> Protocol);
