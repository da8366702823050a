using System.CommandLine;

namespace ContainerSecurity.Build;

/// <summary>The program that the package's targets run; it speaks to the build in the build's own form of messages.</summary>
internal static class Program
{
    public static Task<int> Main(string[] arguments)
    {
        var root = new RootCommand("Writes bills of materials of what a .NET build made.") { new PublishedCommand(), new ImageCommand() };
        return root.Parse(arguments).InvokeAsync();
    }
}
