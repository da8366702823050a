using System.Text.Json;

namespace ContainerSecurity.Docker.Access;

/// <summary>What a team's containers have been given, running or not.</summary>
/// <param name="Containers">How many there are.</param>
/// <param name="MemoryBytes">Their limits of memory in bytes.</param>
/// <param name="NanoCpus">Their limits of processors in billionths.</param>
public sealed record DockerUsage(int Containers, long MemoryBytes, long NanoCpus)
{
    private const long DefaultPeriod = 100_000;

    /// <summary>The sum of what the engine says of each of a team's containers, inspected.</summary>
    /// <exception cref="FormatException">An answer is none of a container.</exception>
    public static DockerUsage Of(IEnumerable<ReadOnlyMemory<byte>> inspections)
    {
        ArgumentNullException.ThrowIfNull(inspections);
        var sum = new DockerUsage(0, 0, 0);
        foreach (ReadOnlyMemory<byte> inspection in inspections)
            sum += OfOne(inspection);
        return sum;
    }

    /// <summary>The sum of two; what is too large for a number is the largest.</summary>
    public static DockerUsage operator +(DockerUsage left, DockerUsage right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(left.Containers + right.Containers, Sum(left.MemoryBytes, right.MemoryBytes), Sum(left.NanoCpus, right.NanoCpus));
    }

    /// <summary>The sum of two.</summary>
    public static DockerUsage Add(DockerUsage left, DockerUsage right) => left + right;

    /// <summary>Processors by a quota, in billionths.</summary>
    internal static long CpusOf(long nanoCpus, long quota, long period) =>
        nanoCpus > 0 ? nanoCpus : quota > 0 ? (long)Math.Min(long.MaxValue, (decimal)quota * 1_000_000_000 / (period > 0 ? period : DefaultPeriod)) : 0;

    private static long Sum(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    private static DockerUsage OfOne(ReadOnlyMemory<byte> inspection)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(inspection);
            JsonElement host = document.RootElement.GetProperty("HostConfig");
            return new DockerUsage(1, Number(host, "Memory"), CpusOf(Number(host, "NanoCpus"), Number(host, "CpuQuota"), Number(host, "CpuPeriod")));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("The engine's answer is none of a container.", e);
        }
    }

    private static long Number(JsonElement host, string name) =>
        host.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number)
            && number > 0 ? number : 0;
}
