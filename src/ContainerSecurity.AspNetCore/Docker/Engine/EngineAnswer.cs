namespace ContainerSecurity.AspNetCore.Docker.Engine;

/// <summary>An answer of the engine, read whole.</summary>
internal sealed record EngineAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
