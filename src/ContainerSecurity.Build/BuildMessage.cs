using ContainerSecurity.Reports;

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

    /// <summary>There is no verdict, which is as bad as a bad one.</summary>
    /// <param name="message">Why.</param>
    /// <returns>The exit code.</returns>
    public static int Undecided(string message)
    {
        Console.Out.WriteLine($"ContainerSecurity.Build : error CSECBUILD04: {OneLine(message)}");
        return 1;
    }

    /// <summary>Something of what was judged is wrong, as a message in the file that says it.</summary>
    /// <param name="place">The file, with line and column where there are such: <c>shop.csproj(3,5,3,24)</c>.</param>
    /// <param name="isError">Whether it ends the build.</param>
    /// <param name="code">The rule.</param>
    /// <param name="message">What is wrong, and what would be allowed.</param>
    public static string At(string place, bool isError, string code, string message) =>
        $"{OneLine(place)}: {(isError ? "error" : "warning")} {code}: {OneLine(message)}";

    private static string OneLine(string message) => VisibleText.Of(string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)));
}
