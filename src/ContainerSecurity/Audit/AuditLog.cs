namespace ContainerSecurity.Audit;

/// <summary>Keeps decisions in a file, one JSON object a line. Every line holds the hash of the one before, so that none can be changed, removed or
/// moved without a trace.</summary>
/// <remarks>
/// Several threads may append; one process at a time has the file open for writing. A line is written whole or not at all: what a crash left of one
/// is cut off when the file is opened, which the log tells.
/// Who can write the file can also write all of it anew, or cut its end off: only a <see cref="Checkpoint"/> that is kept elsewhere shows that.
/// </remarks>
public sealed class AuditLog : IAuditSink, IDisposable
{
    /// <summary>Keeps other writers out. Where locks are advice, only this asks for one; readers that ask for none are let in.</summary>
    private static readonly FileShare SoleWriter = Environment.OSVersion.Platform == PlatformID.Win32NT ? FileShare.Read : FileShare.None;

    private readonly object gate = new();
    private readonly FileStream file;
    private readonly bool isDurable;
    private AuditCheckpoint last;
    private bool isBroken;

    private AuditLog(FileStream file, bool isDurable, AuditCheckpoint last)
    {
        this.file = file;
        this.isDurable = isDurable;
        this.last = last;
    }

    /// <summary>The place of the last entry, to be kept elsewhere from time to time.</summary>
    public AuditCheckpoint Checkpoint
    {
        get
        {
            lock (gate)
                return last;
        }
    }

    /// <summary>Opens a log, or begins one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isDurable">Whether every entry waits until it is on the disk, so that it outlives a loss of power too, and not just of the process.</param>
    /// <param name="clock">The present time, for the entry that tells of a line cut off; null for the system's.</param>
    /// <exception cref="IOException">The file cannot be opened, another process writes it, or its end is none of an audit log.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static AuditLog Open(string path, bool isDurable = false, Func<DateTimeOffset>? clock = null)
    {
        var file = new FileStream(path ?? throw new ArgumentNullException(nameof(path)), FileMode.OpenOrCreate, FileAccess.ReadWrite, SoleWriter, 1);
        try
        {
            long torn = CutTornLine(file);
            var log = new AuditLog(file, isDurable, ReadLast(file));
            file.Seek(0, SeekOrigin.End);
            if (torn > 0)
                log.Append(new AuditEntry((clock ?? (() => DateTimeOffset.UtcNow))(), "", "audit.recover", "", AuditVerdict.Error)
                {
                    Reason = $"The last line was not whole, as after a crash; its {torn} bytes were cut off.",
                });
            return log;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Append(AuditEntry entry)
    {
        _ = entry ?? throw new ArgumentNullException(nameof(entry));
        lock (gate)
        {
            if (isBroken)
                throw new IOException("The audit log could not be written before, and is closed.");
            byte[] line = AuditChain.Write(entry, last, out AuditCheckpoint next);
            long start = file.Position;
            try
            {
                file.Write(line, 0, line.Length);
                file.Flush(isDurable);
            }
            catch (IOException)
            {
                TakeBack(start);
                throw;
            }
            last = next;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            isBroken = true;
            file.Dispose();
        }
    }

    /// <summary>What is left of a line that could not be written is taken back, or nothing more is written behind it.</summary>
    private void TakeBack(long start)
    {
        try
        {
            file.SetLength(start);
            file.Position = start;
        }
        catch (IOException)
        {
            isBroken = true;
        }
    }

    /// <summary>Cuts off what stands behind the last newline.</summary>
    private static long CutTornLine(FileStream file)
    {
        byte[] end = ReadEnd(file);
        int newline = Array.LastIndexOf(end, (byte)'\n');
        if (newline < 0 && end.Length == AuditChain.MaxLine)
            throw new InvalidDataException("The file's last line is longer than any of an audit log.");
        int torn = end.Length - 1 - newline;
        if (torn > 0)
            file.SetLength(file.Length - torn);
        return torn;
    }

    private static AuditCheckpoint ReadLast(FileStream file)
    {
        byte[] end = ReadEnd(file);
        if (end.Length == 0)
            return AuditCheckpoint.Start;
        int start = end.Length < 2 ? 0 : Array.LastIndexOf(end, (byte)'\n', end.Length - 2) + 1;
        byte[] line = new byte[end.Length - 1 - start];
        Array.Copy(end, start, line, 0, line.Length);
        return AuditChain.TryRead(line, line.Length, out _, out AuditCheckpoint own, out string computed) && own.Hash == computed
            ? own
            : throw new InvalidDataException("The file's last line is none of an audit log, or was changed; nothing is written behind it. Move the file away to begin another.");
    }

    private static byte[] ReadEnd(FileStream file)
    {
        int length = (int)Math.Min(file.Length, AuditChain.MaxLine);
        byte[] end = new byte[length];
        file.Seek(-length, SeekOrigin.End);
        for (int read = 0; read < length;)
        {
            int count = file.Read(end, read, length - read);
            if (count == 0)
                throw new EndOfStreamException("The audit log became shorter while it was read.");
            read += count;
        }
        return end;
    }
}
