using System.Runtime.InteropServices;

namespace ContainerSecurity.Tool.Start;

/// <summary>
/// Where the package of the dotnet tool brought the native csec, the commands that it has not, or has in part, are left to
/// the one that stands beside it and runs on .NET: the process becomes that one.
/// </summary>
internal static class HandOver
{
    /// <summary>The file that marks a folder as one of a tool's package.</summary>
    private const string Mark = "DotnetToolSettings.xml";

    /// <summary>Becomes the other csec where the line is for it; comes back where it is not, or where there is none.</summary>
    public static void Take(string[] args)
    {
        if (OperatingSystem.IsWindows() || CommandTable.IsWholeInNative(args) || !File.Exists(Path.Combine(AppContext.BaseDirectory, Mark)))
            return;
        string other = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "any", "csec.dll"));
        if (!File.Exists(other))
            return;
        foreach (string host in Hosts())
            _ = Become(host, ["dotnet", other, .. args, null]);
    }

    /// <summary>Where .NET may be: where a variable says, where the shell looks, and where systems put it.</summary>
    private static IEnumerable<string> Hosts()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
            yield return Path.Combine(root, "dotnet");
        yield return "dotnet";
        yield return "/usr/lib/dotnet/dotnet";
        yield return "/usr/share/dotnet/dotnet";
    }

    /// <summary>Takes the place of this process by another program, which is looked for where the shell looks; comes back where it cannot.</summary>
    [DllImport("libc", EntryPoint = "execvp", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Become(string file, string?[] arguments);
}
