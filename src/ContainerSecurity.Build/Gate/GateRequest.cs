namespace ContainerSecurity.Build.Gate;

/// <summary>What is to be judged.</summary>
/// <param name="Archive">The archive that holds the images.</param>
/// <param name="Runtimes">The runtimes that images were made for; none for this machine's.</param>
/// <param name="Name">The name that the images are to get.</param>
/// <param name="Project">The project's file.</param>
/// <param name="Policy">What they are judged by.</param>
internal sealed record GateRequest(string Archive, IReadOnlyList<string> Runtimes, string Name, string Project, GatePolicy Policy);
