namespace ContainerSecurity.Build;

/// <summary>Messages in the form in which MSBuild takes warnings and errors from the output of programs.</summary>
internal static class BuildMessage
{
    /// <summary>Something is not known, so that a bill may lack a package.</summary>
    public static void Warn(string message) => Console.Out.WriteLine($"ContainerSecurity.Build : warning CSECBUILD01: {OneLine(message)}");

    /// <summary>There is no bill.</summary>
    /// <returns>The exit code.</returns>
    public static int Fail(string message)
    {
        Console.Out.WriteLine($"ContainerSecurity.Build : error CSECBUILD03: {OneLine(message)}");
        return 1;
    }

    private static string OneLine(string message) => string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
