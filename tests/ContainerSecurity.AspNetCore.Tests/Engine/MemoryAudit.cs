using System.Collections.Concurrent;
using ContainerSecurity.Audit;

namespace ContainerSecurity.AspNetCore.Tests.Engine;

/// <summary>Keeps decisions for a test to look at; refuses to where the test wants it.</summary>
internal sealed class MemoryAudit : IAuditSink
{
    public ConcurrentQueue<AuditEntry> Entries { get; } = new();

    public bool IsBroken { get; set; }

    public void Append(AuditEntry entry)
    {
        if (IsBroken)
            throw new IOException("The disk is full.");
        Entries.Enqueue(entry);
    }
}
