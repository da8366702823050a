using ContainerSecurity.Images;

namespace ContainerSecurity.Tool.Reporting;

/// <summary>One line on a terminal that says how far a run is that takes longer than a second; nothing in pipes.</summary>
internal sealed class ProgressLine(Terminal terminal, int total, TimeProvider? clock = null) : IDisposable
{
    /// <summary>What is done sooner needs no line, in milliseconds.</summary>
    private const int LongRun = 1000;

    private const int MinDelay = 100;
    private const long Megabyte = 1_000_000;
    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private readonly long start = (clock ?? TimeProvider.System).GetTimestamp();
    private long lastShown;
    private bool isShown;
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
        if (isShown)
            terminal.ShowProgress("");
        isShown = false;
    }

    public void Dispose() => Hide();

    private void Show(string text)
    {
        if (isSilent || !terminal.ShowsProgress || clock.GetElapsedTime(start).TotalMilliseconds < LongRun)
            return;
        if (lastShown > 0 && clock.GetElapsedTime(lastShown).TotalMilliseconds < MinDelay)
            return;
        (isShown, lastShown) = (true, clock.GetTimestamp());
        terminal.ShowProgress(text);
    }
}
