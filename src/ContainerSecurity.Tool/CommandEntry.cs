using System.CommandLine;

namespace ContainerSecurity.Tool;

/// <summary>A command that is made when it is called.</summary>
/// <param name="Name">The command's name.</param>
/// <param name="Create">Makes the command, with its options.</param>
internal sealed record CommandEntry(string Name, Func<Terminal, Command> Create)
{
    /// <summary>Whether the native csec has the command as the dotnet tool has it. The default value is true.</summary>
    public bool IsWholeInNative { get; init; } = true;
}
