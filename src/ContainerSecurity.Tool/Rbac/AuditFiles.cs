using System.CommandLine;
using System.Globalization;
using System.Text;
using ContainerSecurity.Access.Audits;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Tool.Rbac;

/// <summary>Reads the audit logs that a command names, and says what of them could not be read.</summary>
internal sealed class AuditFiles(Terminal terminal)
{
    private const string StandardInput = "(standard input)";

    public static Option<string[]> Option() => new("--audit")
    {
        Description = "Audit log of an API server: JSON lines, packed by gzip or not; - for standard input; repeatable.",
        Required = true,
    };

    public static Option<int> MaxNames() => new("--max-names")
    {
        Description = "How many names of objects are kept apart for one verb on one resource in one namespace; more count as any.",
        DefaultValueFactory = _ => new AuditOptions().MaxNames,
    };

    /// <summary>Reads logs in the order of their names on the command line. What cannot be read makes the trail incomplete.</summary>
    public AuditTrail Read(IEnumerable<string> files, AuditOptions options)
    {
        var trail = new AuditTrail(options);
        foreach (string file in files)
            Read(file, trail);
        foreach (DocumentError error in trail.Errors)
            terminal.Error.WriteLine($"csec: {error}");
        if (trail.ErrorCount > trail.Errors.Count)
            terminal.Error.WriteLine($"csec: There are {Number(trail.ErrorCount - trail.Errors.Count)} errors more.");
        if (!trail.IsComplete)
            terminal.Error.WriteLine("csec: The logs were not read completely, so the result is incomplete.");
        if (trail.Undecided > 0)
            terminal.Error.WriteLine($"csec: {Number(trail.Undecided)} requests have no outcome in the logs, and are not taken as used.");
        return trail;
    }

    /// <summary>What was read, in one line.</summary>
    public static string Describe(AuditTrail trail) => trail is { First: { } first, Last: { } last }
        ? $"{Number(trail.Allowed)} allowed and {Number(trail.Denied)} denied requests from {Day(first)} to {Day(last)} ({Days(trail)} days)"
        : "no requests";

    /// <summary>The days observed, to a tenth.</summary>
    public static string Days(AuditTrail trail) => trail.Observed.TotalDays.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void Read(string file, AuditTrail trail)
    {
        if (file != "-")
        {
            using FileStream stream = RegularFile.Open(file);
            trail.Read(stream, file);
        }
        else if (terminal.Input is StreamReader { BaseStream: var input })
        {
            trail.Read(input, StandardInput);
        }
        else
        {
            using var text = new MemoryStream(Encoding.UTF8.GetBytes(terminal.Input.ReadToEnd()));
            trail.Read(text, StandardInput);
        }
    }
}
