namespace ContainerSecurity.Tool.Start;

/// <summary>What the dotnet tool leaves to nobody: it has all commands.</summary>
internal static class HandOver
{
    public static void Take(string[] args) => _ = args;
}
