namespace ContainerSecurity.Docker.Hosts;

/// <summary>How an engine is reached.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Verified">Whether it asks for a certificate of the client; null where one was shown, so that nobody knows.</param>
internal sealed record EndpointFacts(string Address, bool? Verified);
