using System.Collections;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ContainerSecurity.Yardstick;

/// <summary>
/// Starts one program, waits for it and prints what it took: exit code, wall time in nanoseconds, processor time of user
/// and of system in microseconds, peak memory in kilobytes.
/// </summary>
/// <remarks>
/// A program's peak memory begins at that of whoever started it, because both share their memory until the program is
/// loaded. So the one that starts has to be small, and is this one rather than the program that measures.
/// </remarks>
internal static partial class Launcher
{
    private const int StandardInput = 0, StandardOutput = 1, ReadOnly = 0, WriteOnlyCreateTruncate = 0x241, OwnersFile = 0x1A4, Interrupted = 4;

    /// <summary>Runs a program.</summary>
    /// <param name="processors">The numbers of the processors that it may use, with commas between them; "-" for all.</param>
    /// <param name="output">The file that receives its standard output.</param>
    /// <param name="program">Its path, or its name in the search path.</param>
    /// <param name="arguments">What it is given.</param>
    public static int Run(string processors, string output, string program, string[] arguments)
    {
        if (processors != "-")
            Pin(processors.Split(','));
        string?[] environment = [.. Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(v => $"{v.Key}={v.Value}"), null];
        string?[] line = [program, .. arguments, null];
        // The structures of the C library are larger nowhere than this.
        Span<byte> actions = stackalloc byte[512];
        Span<long> usage = stackalloc long[64];
        Check(InitializeActions(ref actions[0]));
        Check(AddOpen(ref actions[0], StandardInput, "/dev/null", ReadOnly, 0));
        Check(AddOpen(ref actions[0], StandardOutput, output, WriteOnlyCreateTruncate, OwnersFile));

        long start = Stopwatch.GetTimestamp();
        Check(Spawn(out int process, program, ref actions[0], 0, line, environment));
        int status;
        while (Wait(process, out status, 0, ref usage[0]) != process)
            if (Marshal.GetLastPInvokeError() is not Interrupted and var error)
                throw new Win32Exception(error);
        TimeSpan wall = Stopwatch.GetElapsedTime(start);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{ExitCode(status)} {wall.TotalNanoseconds:0} {Microseconds(usage)} {Microseconds(usage[2..])} {usage[4]}"));
        return 0;
    }

    /// <summary>What is started afterwards stays on these processors as well.</summary>
    private static void Pin(string[] processors)
    {
        Span<ulong> mask = stackalloc ulong[16];
        foreach (string text in processors)
        {
            int processor = int.Parse(text, CultureInfo.InvariantCulture);
            mask[processor / 64] |= 1UL << (processor % 64);
        }
        if (SetAffinity(0, mask.Length * sizeof(ulong), ref mask[0]) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    private static void Check(int error)
    {
        if (error != 0)
            throw new Win32Exception(error);
    }

    private static long Microseconds(ReadOnlySpan<long> time) => (time[0] * 1_000_000) + time[1];

    /// <summary>As a shell tells it: a signal is 128 and its number.</summary>
    private static int ExitCode(int status) => (status & 0x7F) == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int InitializeActions(ref byte actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddOpen(ref byte actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Spawn(out int process, string file, ref byte actions, nint attributes, string?[] arguments, string?[] environment);

    [LibraryImport("libc", EntryPoint = "wait4", SetLastError = true)]
    private static partial int Wait(int process, out int status, int options, ref long usage);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    private static partial int SetAffinity(int process, nint size, ref ulong mask);
}
