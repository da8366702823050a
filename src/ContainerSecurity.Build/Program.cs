using System.CommandLine;
using ContainerSecurity.Build.Gate;

namespace ContainerSecurity.Build;

/// <summary>The program that the package's targets run; it speaks to the build in the build's own form of messages.</summary>
internal static class Program
{
    public static Task<int> Main(string[] arguments)
    {
        var root = new RootCommand("Writes bills of materials of what a .NET build made, and judges it.")
        {
            new PublishedCommand(), new ImageCommand(), new JudgeCommand(), new PushedCommand(),
        };
        return root.Parse(arguments).InvokeAsync();
    }
}
