using System.Diagnostics;
using System.Globalization;

namespace ContainerSecurity.Compare.Measuring;

/// <summary>Runs programs through the launcher of the yardstick, which measures them.</summary>
internal sealed class ProgramRunner(string launcher)
{
    /// <summary>Runs a program once.</summary>
    /// <exception cref="InvalidOperationException">It could not be started, or did not do its work.</exception>
    public ProcessCost Run(MeasuredProgram program)
    {
        string output = program.KeepsOutput ? Path.GetTempFileName() : "/dev/null";
        try
        {
            string[] measured = Launch(program, output);
            int code = int.Parse(measured[0], CultureInfo.InvariantCulture);
            string text = program.KeepsOutput ? File.ReadAllText(output) : "";
            return program.Codes.Contains(code)
                ? new ProcessCost(
                    TimeSpan.FromMicroseconds(Number(measured[1]) / 1000),
                    TimeSpan.FromMicroseconds(Number(measured[2]) + Number(measured[3])),
                    (long)Number(measured[4]) * 1024,
                    text)
                : throw new InvalidOperationException($"{program.Name} ended with {code}: {program.CommandFrom("")}");
        }
        finally
        {
            if (program.KeepsOutput)
                File.Delete(output);
        }
    }

    private string[] Launch(MeasuredProgram program, string output)
    {
        string processors = program.Processors.Count == 0 ? "-" : string.Join(',', program.Processors);
        var start = new ProcessStartInfo(launcher, ["launch", processors, output, program.File, .. program.Arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = program.Folder ?? "",
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 && line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: 5 } measured
            ? measured
            : throw new InvalidOperationException($"{program.Name} could not be started: {errors.Result}");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
