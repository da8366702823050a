using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>A Dockerfile: its stages and their instructions, as BuildKit reads them.</summary>
public sealed class Dockerfile : Resource, IUsesImages
{
    private ImageUse[]? images;

    internal Dockerfile(NodeView root, Field<string> name)
        : base(root, "Dockerfile", name, default)
    {
    }

    /// <summary>The instructions before the first FROM.</summary>
    public IReadOnlyList<Instruction> Preamble { get; internal init; } = [];

    /// <summary>The stages; a file without FROM has one that holds all its instructions.</summary>
    public IReadOnlyList<Stage> Stages { get; internal init; } = [];

    /// <summary>What BuildKit rejects, in the order in which it comes upon it: the first one ends the build.</summary>
    internal IReadOnlyList<DockerfileProblem> Problems { get; set; } = [];

    /// <summary>Where the file shows that it is a template, of which nothing else is read; null for a Dockerfile.</summary>
    internal DocumentLocation? TemplateMark { get; init; }

    /// <summary>What keeps files of the build's folder out; missing where there is no such file, unknown where nobody looked.</summary>
    internal Field<DockerIgnore> Ignore { get; init; } = Field<DockerIgnore>.Unknown();

    /// <summary>The files beside it that would be private keys by their names, and are public ones by their text.</summary>
    internal IReadOnlyCollection<string> PublicFiles { get; set; } = [];

    /// <summary>Whether the text is a value of another document, which is judged for the secrets of its whole text.</summary>
    internal bool IsEmbedded { get; init; }

    /// <summary>The stage whose image the file builds; null where there is none.</summary>
    public Stage? FinalStage => Stages.Count > 0 ? Stages[Stages.Count - 1] : null;

    /// <summary>All instructions in source order, FROM included.</summary>
    public IEnumerable<Instruction> Instructions => Preamble.Concat(Stages.SelectMany(s => s.From is null ? s.Instructions : [s.From, .. s.Instructions]));

    /// <summary>The images that stages are built from, and those that files are taken from.</summary>
    public IReadOnlyList<ImageUse> Images => images ??= [.. Stages.SelectMany(ImagesOf)];

    /// <summary>The stage that a word of <c>COPY --from</c> or <c>RUN --mount</c> names, among those before a stage; null where none is.</summary>
    public Stage? Find(string word, Stage before)
    {
        for (int i = (before ?? throw new ArgumentNullException(nameof(before))).Index - 1; i >= 0; i--)
            if (Stages[i].IsNamed(word))
                return Stages[i];
        return null;
    }

    private IEnumerable<ImageUse> ImagesOf(Stage stage)
    {
        if (stage.From is not null && stage.Base is null && !stage.Image.Is("scratch") && !stage.Image.IsMissing)
            yield return new ImageUse($"The {stage.Title} is built from", stage.Image);
        foreach (Instruction instruction in stage.Instructions)
        {
            Instruction step = instruction.Trigger ?? instruction;
            foreach (InstructionFlag flag in step.Flags)
                if (SourceOf(step, flag) is { IsKnown: true } source && Find(source.Value, stage) is null && !IsOtherStage(source.Value))
                    yield return new ImageUse(
                        step.Name == "RUN"
                            ? $"A RUN of the {stage.Title} mounts"
                            : $"A COPY of the {stage.Title} takes files from",
                        source);
        }
    }

    /// <summary>Where a flag takes files from: <c>COPY --from=…</c>, <c>RUN --mount=from=…</c>.</summary>
    internal static Field<string> SourceOf(Instruction step, InstructionFlag flag)
    {
        if (step.Name == "COPY" && flag.Name == "from")
            return flag.Value;
        if (step.Name != "RUN" || flag.Name != "mount" || flag.Value.IsUnknown)
            return Field<string>.Missing(flag.Value.Node);
        return flag.Options.TryGetValue("from", out string? source) ? Field<string>.Known(source, flag.Value.Node) : Field<string>.Missing(flag.Value.Node);
    }

    /// <summary>Whether a word names no image: a number, or a later stage.</summary>
    private bool IsOtherStage(string word) => word.All(char.IsDigit) || Stages.Any(s => s.IsNamed(word)) || word == "scratch";

    /// <inheritdoc/>
    public override void OfferTo(ISubjectVisitor visitor)
    {
        base.OfferTo(visitor);
        visitor.Visit(this);
        foreach (Stage stage in Stages)
            visitor.Visit(stage);
        foreach (ImageUse image in Images)
            visitor.Visit(image);
        foreach (Instruction written in Instructions)
            OfferTo(visitor, written.Trigger ?? written);
    }

    /// <summary>Of ONBUILD, the instruction that it keeps is offered.</summary>
    private static void OfferTo(ISubjectVisitor visitor, Instruction instruction)
    {
        visitor.Visit(instruction);
        if (instruction.Name == "RUN" && visitor.Wants<ShellCommand>())
            foreach (ShellCommand command in instruction.Script.Commands)
                visitor.Visit(command);
    }
}
