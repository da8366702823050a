using System.IO.Pipelines;

namespace ContainerSecurity.AspNetCore.Docker.Connections;

/// <summary>Writes through, until told to drop what comes.</summary>
internal sealed class DroppableWriter(PipeWriter inner) : PipeWriter
{
    private byte[] sink = [];
    private volatile bool isDropping;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => isDropping ? 0 : inner.UnflushedBytes;

    public void Drop() => isDropping = true;

    public override Memory<byte> GetMemory(int sizeHint = 0) => isDropping ? Sink(sizeHint) : inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => isDropping ? Sink(sizeHint) : inner.GetSpan(sizeHint);

    public override void Advance(int bytes)
    {
        if (!isDropping)
            inner.Advance(bytes);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        isDropping ? new(new FlushResult(isCanceled: false, isCompleted: false)) : inner.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    private byte[] Sink(int sizeHint) => sink.Length >= Math.Max(sizeHint, 1) ? sink : sink = new byte[Math.Max(sizeHint, 4096)];
}
