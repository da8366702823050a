using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ContainerSecurity.Tool.Tests;

/// <summary>A Git repository whose history is made at once, by <c>git fast-import</c>.</summary>
internal sealed class MadeRepository : IDisposable
{
    private readonly StringBuilder stream = new();
    private int marks;

    public MadeRepository() => Git("", "init", "-q", "-b", "main", ".");

    /// <summary>The first second of the history.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public string Folder { get; } = Directory.CreateTempSubdirectory("csec-history-").FullName;

    /// <summary>When a commit was made, by its mark.</summary>
    public static DateTimeOffset DateOf(int mark) => Start.AddMinutes(mark);

    /// <summary>Adds a commit; files without a text are removed. Gives its mark.</summary>
    public int Commit(string reference, int? from, (string Path, string? Text)[] files, params int[] merged)
    {
        int mark = ++marks;
        long time = DateOf(mark).ToUnixTimeSeconds();
        stream.Append(CultureInfo.InvariantCulture, $"commit {reference}\nmark :{mark}\nauthor A <> {time} +0000\ncommitter A <> {time} +0000\n");
        Data($"Commit {mark}");
        if (from is { } parent)
            stream.Append(CultureInfo.InvariantCulture, $"from :{parent}\n");
        foreach (int other in merged)
            stream.Append(CultureInfo.InvariantCulture, $"merge :{other}\n");
        foreach ((string path, string? text) in files)
        {
            stream.Append(text is null ? $"D {path}\n" : $"M 100644 inline {path}\n");
            if (text is not null)
                Data(text);
        }
        stream.Append('\n');
        return mark;
    }

    /// <summary>Writes the commits; gives their names by their marks.</summary>
    public Dictionary<int, string> Write()
    {
        string file = Path.Combine(Folder, ".git", "made-marks");
        Git(stream.ToString(), "fast-import", "--quiet", "--force", "--export-marks=" + file);
        return File.ReadAllLines(file).Select(l => l.Split(' ')).ToDictionary(l => int.Parse(l[0][1..], CultureInfo.InvariantCulture), l => l[1]);
    }

    public string Git(string input, params string[] arguments) => GitIn(Folder, input, arguments);

    public static string GitIn(string folder, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=A", "-c", "user.email=", "-c", "protocol.file.allow=always", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_AUTHOR_EMAIL"] = start.Environment["GIT_COMMITTER_EMAIL"] = "a";
        using Process git = Process.Start(start)!;
        git.StandardInput.Write(input);
        git.StandardInput.Close();
        Task<string> error = git.StandardError.ReadToEndAsync();
        string output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.That(git.ExitCode, Is.Zero, error.Result);
        return output.Trim();
    }

    public void Dispose()
    {
        foreach (string file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(Folder, recursive: true);
    }

    private void Data(string text) => stream.Append(CultureInfo.InvariantCulture, $"data {Encoding.UTF8.GetByteCount(text)}\n{text}\n");
}
