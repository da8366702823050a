using ContainerSecurity.Images;

namespace ContainerSecurity.Tool;

/// <summary>One line on a terminal that says how far a long scan is; nothing where the scan is short or the output piped.</summary>
internal sealed class ProgressLine(Terminal terminal, int total) : IDisposable
{
    private const int LongScan = 200;
    private const int MinDelay = 100;
    private const long Megabyte = 1_000_000;
    private readonly long start = Environment.TickCount64;
    private long lastShown;
    private int done;

    /// <summary>One more source is done.</summary>
    public void Advance()
    {
        done++;
        if (total >= LongScan)
            Show($"Scanning {done} of {total} …");
    }

    /// <summary>An image is read so far; images that are read at once are not worth a line.</summary>
    public void Advance(string image, ImageReadProgress progress)
    {
        if (Environment.TickCount64 - start > MinDelay)
            Show($"Reading {image}: layer {progress.Layer} of {progress.LayerCount}, {progress.BytesRead / Megabyte} of {progress.TotalBytes / Megabyte} MB …");
    }

    /// <summary>Makes room for a report.</summary>
    public void Hide()
    {
        if (lastShown > 0)
            terminal.ShowProgress("");
        lastShown = 0;
    }

    public void Dispose() => Hide();

    private void Show(string text)
    {
        if (!terminal.ShowsProgress || Environment.TickCount64 - lastShown < MinDelay)
            return;
        lastShown = Environment.TickCount64;
        terminal.ShowProgress(text);
    }
}
