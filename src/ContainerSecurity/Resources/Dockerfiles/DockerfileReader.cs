using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>
/// Reads Dockerfiles as BuildKit does. It never throws on bad input: what BuildKit rejects is a
/// <see cref="DockerfileProblem"/> beside what could be read.
/// </summary>
internal sealed class DockerfileReader
{
    /// <summary>Official images whose environment holds a PATH and nothing else.</summary>
    private static readonly string[] PlainImages = ["scratch", "alpine", "busybox", "debian", "ubuntu"];

    /// <summary>Far more than any build has; hostile files have more.</summary>
    private const int MaxInstructions = 10_000;
    private const int MaxStages = 1_000;

    private readonly SourceFile file;
    private readonly ProblemList problems;
    private readonly List<Instruction> preamble = [];
    private readonly List<Stage> stages = [];
    private readonly List<Instruction> pending = [];
    private VariableScope global = null!;

    private readonly EmbeddedText? place;

    private DockerfileReader(SourceFile file, EmbeddedText? place)
    {
        this.file = file;
        this.place = place;
        problems = new ProblemList(file);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="file">The source with its text.</param>
    /// <param name="errors">Receives what keeps the file from being read as a whole.</param>
    /// <param name="ignore">The <c>.dockerignore</c> beside it, missing where there is none; unknown where nobody looked.</param>
    /// <param name="place">The text where it is a value inside of the source; null where it is the source.</param>
    public static Dockerfile Read(SourceFile file, ICollection<DocumentError> errors, Field<DockerIgnore> ignore, EmbeddedText? place = null)
    {
        _ = file ?? throw new ArgumentNullException(nameof(file));
        _ = errors ?? throw new ArgumentNullException(nameof(errors));
        return new DockerfileReader(file, place).Read(errors, ignore);
    }

    private Dockerfile Read(ICollection<DocumentError> errors, Field<DockerIgnore> ignore)
    {
        string text = place?.Text ?? file.Text ?? "";
        text = text.StartsWith("\uFEFF", StringComparison.Ordinal) ? text.Substring(1) : text;
        ParserDirectives directives = ParserDirectives.Read(text, (at, message) => problems.Add(BuildPhase.Lines, at, message), place?.LineBefore ?? 0);
        global = new VariableScope(directives.Escape);
        SourceSpan? mark = DockerfileTemplate.Find(file.Path, text);
        if (mark is null)
            ReadInstructions(text, directives.Escape, errors);
        MarkNeeded();
        MappingNode root = RootOf(directives);
        var view = new NodeView(root);
        return new Dockerfile(view, Field<string>.Known(place?.Name ?? file.Path.Substring(file.Path.Replace('\\', '/').LastIndexOf('/') + 1)))
        {
            IsEmbedded = place is not null,
            Preamble = preamble,
            Stages = stages,
            Ignore = ignore,
            TemplateMark = mark is { } span ? new DocumentLocation(file, span, "") : null,
            Problems = problems.InOrder(),
        };
    }

    private void ReadInstructions(string text, char escape, ICollection<DocumentError> errors)
    {
        var lines = new DockerfileLines(text, escape, place);
        var reader = new InstructionReader(file, lines, escape, problems);
        var all = new List<Instruction>();
        int froms = 0;
        while (lines.Next() is { } line)
        {
            if (all.Count == MaxInstructions || froms == MaxStages)
            {
                errors.Add(new DocumentError(
                    file.Path,
                    new SourceSpan(line.StartLine, 1, line.StartLine, 1),
                    $"The file has more than {MaxInstructions} instructions or {MaxStages} stages; what follows was not read."));
                break;
            }
            Instruction instruction = reader.Read(line);
            all.Add(instruction);
            froms += instruction.Name == "FROM" ? 1 : 0;
        }
        if (lines.TooLongLine > 0)
            errors.Add(new DocumentError(
                file.Path,
                new SourceSpan(lines.TooLongLine, 1, lines.TooLongLine, 1),
                "dockerfile line greater than max allowed size of 65535; what follows was not read."));
        else if (all.Count == 0)
            errors.Add(new DocumentError(file.Path, place?.Span ?? SourceSpan.FileStart, "The file has no instructions."));
        if (froms == 0 && all.Count > 0)
        {
            problems.Add(BuildPhase.Instructions, all[0].Node.Entries[0].KeySpan, "no build stage in current context: the file has no FROM");
            Begin(null);
        }
        foreach (Instruction instruction in all)
            Take(instruction);
        End();
    }

    private void Take(Instruction instruction)
    {
        if (instruction.Name == "FROM")
        {
            global.Apply(instruction, problems);
            StageGrammar.CheckPlatform(instruction, problems);
            Begin(instruction);
        }
        else if (stages.Count > 0)
        {
            VariableScope scope = stages[stages.Count - 1].Scope;
            StageGrammar.CheckCopySource(instruction, problems);
            RunMount.Check(instruction, scope, problems);
            scope.Apply(instruction, problems);
            StepGrammar.Check(instruction, problems);
            AddShell(instruction);
            pending.Add(instruction);
        }
        else
        {
            if (instruction.Name != "ARG" && InstructionGrammar.Knows(instruction.Name))
                problems.Add(
                    BuildPhase.Instructions,
                    instruction.Node.Entries[0].KeySpan,
                    $"no build stage in current context: {instruction.Name} stands before the first FROM");
            global.Apply(instruction, problems);
            preamble.Add(instruction);
        }
    }

    private void Begin(Instruction? from)
    {
        End();
        Field<string> image = from is { Values: [var first, ..] } ? first : Field<string>.Missing();
        Stage? parent = image.IsKnown ? stages.FindLast(s => s.Name.Is(n => string.Equals(n, image.Value, StringComparison.OrdinalIgnoreCase))) : null;
        if (parent is not null)
            StageGrammar.CheckTriggers(parent, from!, problems);
        bool isOpen = parent?.Scope.IsOpen ?? !image.Is(IsPlain);
        stages.Add(new Stage(stages.Count, from, parent)
        {
            Scope = new VariableScope(global, parent?.Scope, isOpen),
            DefaultImage = from is { Arguments: [var written, ..] } ? new WordExpander(written.Value, '\\', global.LookByDefault).Expand() ?? "" : "",
        });
    }

    private void End()
    {
        if (stages.Count > 0)
            stages[stages.Count - 1].Instructions = [.. pending];
        pending.Clear();
    }

    private static bool IsPlain(string image)
    {
        int end = image.IndexOfAny([':', '@']);
        return PlainImages.Contains(end < 0 ? image : image.Substring(0, end));
    }

    /// <summary>Gives an instruction the SHELL that was set before it, in its stage or in those below.</summary>
    private void AddShell(Instruction instruction)
    {
        Instruction? shell = pending.FindLast(i => i.Name == "SHELL");
        for (Stage? stage = stages[stages.Count - 1].Base; shell is null && stage is not null; stage = stage.Base)
            shell = stage.Instructions.LastOrDefault(i => i.Name == "SHELL");
        IReadOnlyList<string> words = shell is { IsJson: true } ? [.. shell.Arguments.Select(a => a.Value)] : [];
        bool isWindows = stages[stages.Count - 1].IsWindows;
        for (Instruction? step = instruction; step is not null; step = step.Trigger)
            (step.Shell, step.IsWindows) = (words, isWindows);
    }

    private void MarkNeeded()
    {
        if (stages.Count == 1)
            stages[0].IsOnly = true;
        for (Stage? stage = stages.LastOrDefault(); stage is not null; stage = stage.Base)
            stage.IsInImage = true;
        for (int i = stages.Count - 1; i >= 0; i--)
        {
            Stage stage = stages[i];
            stage.IsNeeded |= stage.IsInImage;
            if (!stage.IsNeeded)
                continue;
            if (stage.Base is not null)
                stage.Base.IsNeeded = true;
            foreach (Stage chosen in stages.Where(s => s.Index < i && stage.MayBeBuiltFrom(s)))
                chosen.IsNeeded = true;
            foreach (Instruction step in stage.Instructions)
                foreach (InstructionFlag flag in step.Flags)
                    if (Dockerfile.SourceOf(step, flag) is var source
                        && !source.IsMissing
                        && stages.FindLast(s => s.Index < i && source.Is(s.IsNamed)) is { } used)
                        used.IsNeeded = true;
        }
    }

    private MappingNode RootOf(ParserDirectives directives)
    {
        var entries = new List<MappingEntry>();
        foreach (KeyValuePair<string, (string Value, SourceSpan Span)> directive in directives.Values)
            entries.Add(new MappingEntry(
                directive.Key,
                directive.Value.Span,
                new ScalarNode(file, directive.Value.Span, directive.Value.Value, ScalarStyle.Plain)));
        if (preamble.Count > 0)
            entries.Add(new MappingEntry("preamble", preamble[0].Node.Span, new SequenceNode(file, preamble[0].Node.Span, [.. preamble.Select(i => i.Node)])));
        if (stages.Count > 0)
            entries.Add(new MappingEntry("stages", SourceSpan.FileStart, new SequenceNode(file, SourceSpan.FileStart, [.. stages.Select(NodeOf)])));
        return new MappingNode(file, place?.Span ?? file.Whole, entries);
    }

    /// <summary>A stage as a document: what its FROM says, and its instructions.</summary>
    private MappingNode NodeOf(Stage stage)
    {
        var entries = new List<MappingEntry>();
        if (stage.From is { } from)
            entries.Add(new MappingEntry("from", from.Node.Entries[0].KeySpan, from.Node));
        if (stage.Instructions.Count > 0)
            entries.Add(new MappingEntry(
                "instructions",
                stage.Instructions[0].Node.Span,
                new SequenceNode(file, stage.Instructions[0].Node.Span, [.. stage.Instructions.Select(i => i.Node)])));
        return new MappingNode(file, entries.Count > 0 ? entries[0].KeySpan : SourceSpan.FileStart, entries);
    }
}
