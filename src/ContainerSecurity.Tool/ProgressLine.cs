namespace ContainerSecurity.Tool;

/// <summary>One line on a terminal that says how far a long scan is; nothing where the scan is short or the output piped.</summary>
internal sealed class ProgressLine(Terminal terminal, int total) : IDisposable
{
    private const int LongScan = 200;
    private readonly bool isShown = total >= LongScan && terminal.ShowsProgress;
    private long lastShown;
    private int done;

    public void Advance()
    {
        done++;
        if (!isShown || Environment.TickCount64 - lastShown < 100)
            return;
        lastShown = Environment.TickCount64;
        terminal.Error.Write($"\rScanning {done} of {total} …");
    }

    public void Dispose()
    {
        if (isShown)
            terminal.Error.Write("\r\u001b[K");
    }
}
