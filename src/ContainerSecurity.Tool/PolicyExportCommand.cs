using System.CommandLine;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Policies.Export;

namespace ContainerSecurity.Tool;

/// <summary><c>csec policy export</c>.</summary>
internal sealed class PolicyExportCommand : Command
{
    private readonly Terminal terminal;
    private readonly PolicyOptions policy = new();
    private readonly Option<string> to = new("--to")
    {
        Description = "What to write: vap (ValidatingAdmissionPolicy objects, Kubernetes 1.30 and later).",
        Required = true
    };
    private readonly Option<string> stage = new("--stage")
    {
        Description = "The most that is done about a violation, whatever the policy says: audit, then warn, then deny (default).",
        DefaultValueFactory = _ => "deny",
    };
    private readonly Option<string?> outputFile = new("--output", "-o") { Description = "Write the objects to this file." };

    public PolicyExportCommand(Terminal terminal)
        : base("export", "Writes the policy for API servers to enforce.")
    {
        this.terminal = terminal;
        to.AcceptWords("vap");
        stage.AcceptWords([.. PolicyWords.Enforcements.Keys]);
        foreach (Option option in (Option[])[to, stage, .. policy.All, outputFile])
            Options.Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var options = new PolicyEngineOptions { OnlyRules = policy.Rules(parsed), SkippedRules = policy.SkippedRules(parsed) };
        if (policy.Read(parsed, terminal) is not { } read || PolicyOptions.CreateEngine(read, terminal, options) is null)
            return ExitCode.BadInput;
        var export = PolicyExport.Create(read, options, PolicyWords.Enforcements[parsed.GetValue(stage)!]);
        if (parsed.GetValue(outputFile) is { } file)
        {
            using var writer = new StreamWriter(file);
            export.Write(writer);
        }
        else
        {
            export.Write(terminal.Output);
        }
        Explain(export);
        return ExitCode.Clean;
    }

    /// <summary>What is missing in the output is said beside it, not in it.</summary>
    private void Explain(PolicyExport export)
    {
        terminal.Error.WriteLine($"csec: {Counted.Of(export.Rules.Count, "rule")} exported, {export.Omitted.Count} not.");
        foreach (OmittedRule omitted in export.Omitted)
            terminal.Error.WriteLine($"csec: {omitted.Rule.Id} {omitted.Rule.Slug} is not exported. {omitted.Reason}");
        foreach (string note in export.Notes)
            terminal.Error.WriteLine($"csec: {note}");
    }
}
