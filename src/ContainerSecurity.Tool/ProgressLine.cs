using ContainerSecurity.Images;

namespace ContainerSecurity.Tool;

/// <summary>One line on a terminal that says how far a run is that takes longer than a second; nothing in pipes.</summary>
internal sealed class ProgressLine(Terminal terminal, int total) : IDisposable
{
    /// <summary>What is done sooner needs no line, in milliseconds.</summary>
    private const int LongRun = 1000;

    private const int MinDelay = 100;
    private const long Megabyte = 1_000_000;
    private readonly long start = Environment.TickCount64;
    private long lastShown;
    private int done;
    private bool isSilent;

    /// <summary>One more source is done.</summary>
    public void Advance()
    {
        done++;
        Show(total > 0 ? $"Scanning {done} of {total} …" : $"Scanning {done} …");
    }

    /// <summary>An image is read so far.</summary>
    public void Advance(string image, ImageReadProgress progress) =>
        Show($"Reading {image}: layer {progress.Layer} of {progress.LayerCount}, {progress.BytesRead / Megabyte} of {progress.TotalBytes / Megabyte} MB …");

    /// <summary>Shows no line from now on.</summary>
    public void BeSilent() => isSilent = true;

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
        if (isSilent || Environment.TickCount64 - start < LongRun || !terminal.ShowsProgress || Environment.TickCount64 - lastShown < MinDelay)
            return;
        lastShown = Environment.TickCount64;
        terminal.ShowProgress(text);
    }
}
