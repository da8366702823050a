using System.ComponentModel;
using System.Diagnostics;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tool.Secrets;

/// <summary>Runs git in a folder so that nothing of its repository is run: no hook, filter, pager, monitor, transport or program of its settings.</summary>
/// <param name="folder">The folder.</param>
/// <param name="keepsIndex">Whether the index that a hook of git names is the one that is meant.</param>
internal sealed class GitProgram(string folder, bool keepsIndex) : IGit
{
    private const string Index = "GIT_INDEX_FILE";

    private static readonly string[] Settings =
    [
        "core.fsmonitor=false", "core.hooksPath=" + Nothing, "core.pager=cat", "core.attributesFile=" + Nothing, "core.quotePath=false",
        "diff.orderFile=" + Nothing, "diff.renames=false", "diff.relative=false", "log.showSignature=false", "protocol.allow=never",
        "core.commitGraph=false", "core.askPass=", "credential.helper=", "gc.auto=0", "maintenance.auto=false",
    ];

    private static string Nothing => OperatingSystem.IsWindows() ? "NUL" : "/dev/null";

    /// <inheritdoc/>
    public IGitCall Start(params string[] arguments)
    {
        if (!Directory.Exists(folder))
            throw new GitException($"'{folder}' is no folder.");
        var start = new ProcessStartInfo("git", [.. Settings.SelectMany(s => new[] { "-c", s }), "--no-pager", "--no-optional-locks", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        ClearEnvironment(start);
        try
        {
            return new GitProcess(Process.Start(start)!);
        }
        catch (Exception e) when (e is Win32Exception or DirectoryNotFoundException or InvalidOperationException)
        {
            throw new GitException($"the program 'git' cannot be started: {e.Message}", e);
        }
    }

    /// <summary>Takes out what points git to another repository, or to programs to run; others of its variables stay.</summary>
    private void ClearEnvironment(ProcessStartInfo start)
    {
        foreach (string name in start.Environment.Keys.Where(k => k.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase)).ToList())
            if (!(keepsIndex && name == Index))
                start.Environment.Remove(name);
        start.Environment["GIT_NO_REPLACE_OBJECTS"] = "1";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_GRAFT_FILE"] = Nothing;
        start.Environment["LC_ALL"] = "C";
    }
}
