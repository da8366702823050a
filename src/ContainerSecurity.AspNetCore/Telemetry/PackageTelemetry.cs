using System.Diagnostics;

namespace ContainerSecurity.AspNetCore.Telemetry;

/// <summary>The name of this package's one meter and of its one source of activities, and that source.</summary>
internal static class PackageTelemetry
{
    public const string Name = "ContainerSecurity.AspNetCore";

    public static readonly ActivitySource Activities = new(Name);
}
