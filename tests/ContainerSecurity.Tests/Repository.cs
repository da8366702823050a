using System.Reflection;

namespace ContainerSecurity.Tests;

/// <summary>The checkout the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot")
        .Value!;

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);
}
