using System.CommandLine;
using ContainerSecurity.Access;
using ContainerSecurity.Access.Paths;
using ContainerSecurity.Reports.Rbac;

namespace ContainerSecurity.Tool.Rbac;

/// <summary><c>csec rbac paths</c>.</summary>
internal sealed class PathsCommand : Command
{
    private static readonly string[] Words = ["text", RbacFormats.Json, "mermaid", "dot", "svg", "html"];

    private readonly Terminal terminal;
    private readonly RbacSource source;
    private readonly Option<string[]> subjects = new("--subject")
    {
        Description = "Only paths that begin with this subject: NAME, group:NAME or sa:NAMESPACE/NAME; repeatable.",
    };
    private readonly Option<bool> allowNotEvaluated = CommonOptions.AllowNotEvaluated();
    private readonly Option<string> format = new("--format")
    {
        Description = "text, json, a picture (mermaid, dot, svg), or html.",
        DefaultValueFactory = _ => "text",
    };
    private readonly Option<string?> outputFile = new("--output", "-o") { Description = "Write to this file." };

    public PathsCommand(Terminal terminal)
        : base("paths", "By which chains of rights do subjects become administrators of the cluster, or root on a node? Ends with 1 where there are any.")
    {
        this.terminal = terminal;
        source = new RbacSource(terminal);
        format.AcceptWords(Words);
        subjects.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(t => t.Value).Where(t => SubjectOptions.Subject(t) is null))
                result.AddError($"'{text}' names nobody. Write a user name, group:NAME or sa:NAMESPACE/NAME.");
        });
        source.AddTo(this);
        foreach (Option option in (Option[])[subjects, allowNotEvaluated, format, outputFile])
            Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (await source.ReadPathsAsync(parsed, cancellation).ConfigureAwait(false) is not { } graph)
            return ExitCode.BadInput;
        RbacSubject[] wanted = [.. (parsed.GetValue(subjects) ?? []).Select(SubjectOptions.Subject).OfType<RbacSubject>()];
        EscalationPath[] paths = [.. graph.Paths.Where(p => wanted.Length == 0 || wanted.Contains(p.Subject))];
        Write(paths, graph.Gaps, parsed);
        source.Explain(graph.Gaps);
        if (!graph.IsComplete)
            terminal.Error.WriteLine("csec: the rights lead on in too many ways to be followed; there may be more paths.");
        bool isUnknown = (graph.Gaps.Count > 0 || !graph.IsComplete) && !parsed.GetValue(allowNotEvaluated);
        return ExitCode.Of(faults: false, badInput: source.HasErrors || isUnknown, findings: paths.Length > 0);
    }

    private void Write(IReadOnlyList<EscalationPath> paths, IReadOnlyList<RbacGap> gaps, ParseResult parsed)
    {
        var wanted = (EscalationFormat)Array.IndexOf(Words, parsed.GetValue(format)!);
        if (parsed.GetValue(outputFile) is { } file)
        {
            using var writer = new StreamWriter(file);
            EscalationReport.Write(paths, gaps, wanted, writer);
        }
        else
        {
            EscalationReport.Write(paths, gaps, wanted, terminal.Output);
        }
    }
}
