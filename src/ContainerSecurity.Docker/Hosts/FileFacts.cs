namespace ContainerSecurity.Docker.Hosts;

/// <summary>Who may do what with a file of an engine.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Mode">Its permissions in octal.</param>
/// <param name="Use">What it is to the engine.</param>
internal sealed record FileFacts(string Path, string Mode, string Use);
