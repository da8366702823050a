using System.Diagnostics;
using System.Text;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tool.Secrets;

/// <summary>A run of git. What it says of itself is kept to a bound, and read while it runs, so that it never waits for a reader.</summary>
internal sealed class GitProcess : IGitCall
{
    private const int MaxMessage = 1_000;
    private readonly Process process;
    private readonly Task<string> message;

    public GitProcess(Process process)
    {
        this.process = process;
        Input = process.StandardInput.BaseStream;
        Output = process.StandardOutput.BaseStream;
        // It waits as long as git runs, so it takes no thread of those that search.
        message = Task.Factory.StartNew(ReadMessage, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public Stream Input { get; }

    /// <inheritdoc/>
    public Stream Output { get; }

    /// <inheritdoc/>
    public int WaitForExit(out string message)
    {
        process.WaitForExit();
        message = this.message.GetAwaiter().GetResult();
        return process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended just now.
        }
        process.Dispose();
    }

    private string ReadMessage()
    {
        var text = new StringBuilder();
        char[] chunk = new char[1024];
        try
        {
            for (int read; (read = process.StandardError.Read(chunk, 0, chunk.Length)) > 0;)
                text.Append(chunk, 0, Math.Max(0, Math.Min(read, MaxMessage - text.Length)));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Nobody waits for it any more.
        }
        return string.Join(' ', text.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }
}
