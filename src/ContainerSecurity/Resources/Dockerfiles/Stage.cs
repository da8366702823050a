using ContainerSecurity.Documents;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>A stage of a build: a FROM and what follows it.</summary>
public sealed class Stage : ILocated
{
    internal Stage(int index, Instruction? from, Stage? @base)
    {
        Index = index;
        From = from;
        Base = @base;
    }

    /// <summary>The number of the stage, from 0.</summary>
    public int Index { get; }

    /// <summary>The FROM; null for instructions of a file that has none.</summary>
    public Instruction? From { get; }

    /// <summary>The stage that this one is built from; null where that is an image.</summary>
    public Stage? Base { get; }

    /// <summary>The image, or the name of a stage, with variables expanded by their defaults; unknown where one has none.</summary>
    public Field<string> Image => From is { Values: [var image, ..] } ? image : Field<string>.Missing(From?.Node);

    /// <summary>The image that results where nobody gives the builder any argument.</summary>
    public string DefaultImage { get; internal init; } = "";

    /// <summary>The name after <c>AS</c>.</summary>
    public Field<string> Name => From is { Arguments: [_, _, var name] } ? name : Field<string>.Missing(From?.Node);

    /// <summary>The instructions after the FROM.</summary>
    public IReadOnlyList<Instruction> Instructions { get; internal set; } = [];

    /// <summary>The instructions whose layers the stage's image holds: those of the stages it is built from, then its own.</summary>
    public IEnumerable<Instruction> AllInstructions
    {
        get
        {
            var chain = new Stack<Stage>();
            for (Stage? stage = this; stage is not null; stage = stage.Base)
                chain.Push(stage);
            return chain.SelectMany(s => s.Instructions);
        }
    }

    /// <summary>Whether the stage is part of the image that the file builds: the last stage, or one it is built from.</summary>
    public bool IsInImage { get; internal set; }

    /// <summary>Whether the image that the file builds needs the stage, for its files or as its base; BuildKit leaves out all others.</summary>
    public bool IsNeeded { get; internal set; }

    /// <summary>How messages name the stage: <c>stage 'build'</c>, <c>second stage</c>, or <c>stage</c> where it is the only one.</summary>
    public string Title => Name.IsKnown ? $"stage '{Name.Value}'" : IsOnly ? "stage" : $"{Counted.Ordinal(Index + 1)} stage";

    /// <summary>Whether the file has no other stage.</summary>
    internal bool IsOnly { get; set; }

    /// <inheritdoc/>
    public DocumentLocation? Location => From?.Location ?? (Instructions.Count > 0 ? Instructions[0].Location : null);

    internal VariableScope Scope { get; init; } = null!;

    /// <summary>Whether the stage is one of Windows, by its platform or its image.</summary>
    internal bool IsWindows => Base?.IsWindows ?? WindowsBase.Is(this);

    /// <summary>
    /// Whether the FROM picks a stage by a variable whose value nobody knows, as <c>build-$TARGETARCH</c> does, and may
    /// pick a given one.
    /// </summary>
    internal bool MayBeBuiltFrom(Stage other) =>
        Image.IsUnknown
        && other.Name.IsKnown
        && From is { Arguments: [var image, ..] }
        && other.Name.Value.StartsWith(image.Value.Substring(0, Math.Max(0, image.Value.IndexOf('$'))), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a word, as in <c>COPY --from</c>, names the stage by its name or number.</summary>
    internal bool IsNamed(string word) =>
        From is not null
        && (Name.Is(n => string.Equals(n, word, StringComparison.OrdinalIgnoreCase))
            || word == Index.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
