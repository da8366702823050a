using System.CommandLine;
using ContainerSecurity.Images;
using ContainerSecurity.Policies;

namespace ContainerSecurity.Build.Gate;

/// <summary>Judges an archive that <c>PublishContainer</c> made, with the project that it was made of, and tells the build.</summary>
internal sealed class JudgeCommand : Command
{
    private readonly Argument<string> archive = new("archive");
    private readonly Option<string> runtimes = new("--runtimes") { DefaultValueFactory = _ => "" };
    private readonly Option<string> name = new("--name") { Required = true };
    private readonly Option<string> project = new("--project") { Required = true };
    private readonly Option<string?> policy = new("--policy");
    private readonly Option<string> report = new("--report") { Required = true };
    private readonly Option<string> format = new("--format") { DefaultValueFactory = _ => "sarif" };
    private readonly Option<string> record = new("--record") { Required = true };

    public JudgeCommand()
        : base("judge", "Judges an image before it is pushed.")
    {
        format.AcceptOnlyFromAmong("sarif", "json");
        Arguments.Add(archive);
        foreach (Option option in (Option[])[runtimes, name, project, policy, report, format, record])
            Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (GatePolicy.Read(parsed.GetValue(policy)) is not { } read)
            return 1;
        var asked = new GateRequest(
            Path.GetFullPath(parsed.GetValue(archive)!),
            [.. parsed.GetValue(runtimes)!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            parsed.GetValue(name)!,
            Path.GetFullPath(parsed.GetValue(project)!),
            read);
        var written = new GateRecord(Path.GetFullPath(parsed.GetValue(record)!));
        string file = Path.GetFullPath(parsed.GetValue(report)!);
        // Names in reports and waivers are those from the policy's folder on, as csec scan and the editor know them.
        Directory.SetCurrentDirectory(read.Folder ?? Path.GetDirectoryName(asked.Project)!);
        try
        {
            var gate = new ImageGate(asked);
            await gate.OpenAsync(cancellation).ConfigureAwait(false);
            if (File.Exists(file) && written.Tell(gate.Key))
                return 0;
            written.Clear();
            IReadOnlyList<Decision> decisions = await gate.JudgeAsync(cancellation).ConfigureAwait(false);
            GateReport.Write(file, parsed.GetValue(format)!, gate.Engine, decisions);
            string[] messages = [.. new GateMessages(asked.Project).Of(decisions)];
            foreach (string message in messages)
                await Console.Out.WriteLineAsync(message).ConfigureAwait(false);
            bool isAllowed = decisions.All(d => d.IsAllowed);
            if (isAllowed)
                written.Write(gate, messages);
            return isAllowed ? 0 : 1;
        }
        catch (Exception e) when (e is ImageReadException or IOException or UnauthorizedAccessException)
        {
            return BuildMessage.Undecided($"The image was not judged, so it goes nowhere: {e.Message}");
        }
    }
}
