using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Shell;

namespace ContainerSecurity.Resources.Dockerfiles;

/// <summary>One instruction of a Dockerfile, with the place of every piece.</summary>
public sealed class Instruction : ILocated
{
    private ShellScript? script;

    internal Instruction(string keyword) => Keyword = keyword;

    /// <summary>The name in upper case, such as <c>COPY</c>.</summary>
    public string Name => Keyword.ToUpperInvariant();

    /// <summary>The name as written.</summary>
    public string Keyword { get; }

    /// <summary>The flags.</summary>
    public IReadOnlyList<InstructionFlag> Flags { get; internal set; } = [];

    /// <summary>The arguments as written: words, the strings of a JSON form, or one text where the instruction takes one.</summary>
    public IReadOnlyList<Field<string>> Arguments { get; internal init; } = [];

    /// <summary>The arguments as the instruction gets them: without quotes and with variables expanded, unknown where a variable is.</summary>
    public IReadOnlyList<Field<string>> Values { get; internal set; } = [];

    /// <summary>The names that ARG, ENV and LABEL give values.</summary>
    public IReadOnlyList<BuildVariable> Variables { get; internal set; } = [];

    /// <summary>The variables that are used here and surely defined nowhere before.</summary>
    public IReadOnlyList<string> Undefined { get; internal set; } = [];

    /// <summary>Whether a variable was defined by an instruction above.</summary>
    public bool WasDefined(string name) => Defined.Contains(name);

    internal HashSet<string> Defined { get; set; } = [];

    /// <summary>Whether the arguments are a JSON list, which no shell sees.</summary>
    public bool IsJson { get; internal init; }

    /// <summary>The here-documents.</summary>
    public IReadOnlyList<Heredoc> Heredocs { get; internal init; } = [];

    /// <summary>The instruction that ONBUILD keeps for later; null for all others.</summary>
    public Instruction? Trigger { get; internal init; }

    /// <summary>The comments on the lines right above, without their signs.</summary>
    public IReadOnlyList<string> Comments { get; internal init; } = [];

    /// <summary>The first line, from 1.</summary>
    public int StartLine { get; internal init; }

    /// <summary>The last line, here-documents included.</summary>
    public int EndLine { get; internal init; }

    /// <summary>Whether an empty line stands inside, which BuildKit warns of.</summary>
    public bool HasEmptyContinuation { get; internal init; }

    /// <summary>The shell whose commands the instruction holds, such as <c>/bin/bash -o pipefail -c</c>; empty for the default one.</summary>
    public IReadOnlyList<string> Shell { get; internal set; } = [];

    /// <summary>The language of the shell form.</summary>
    internal ShellDialect Dialect => ShellDialects.Of(Shell, IsWindows);

    /// <summary>Whether the instruction is for an image of Windows.</summary>
    internal bool IsWindows { get; set; }

    /// <summary>The commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK.</summary>
    public ShellScript Script => script ??= InstructionScript.Read(this);

    /// <inheritdoc/>
    public DocumentLocation? Location => DocumentLocation.Of(Node);

    internal MappingNode Node { get; set; } = null!;

    internal SourceMap Map { get; init; } = null!;

    /// <summary>The region of each argument in the logical line, for what is inside it.</summary>
    internal IReadOnlyList<Token> Tokens { get; init; } = [];

    /// <summary>The flag of a name; null where it is not set.</summary>
    public InstructionFlag? Flag(string name) => Flags.FirstOrDefault(f => f.Name == name);

    /// <summary>What the comments above say of a stage or an argument: the text after its name; empty where they do not.</summary>
    public string DescriptionOf(string name)
    {
        string? comment = Comments.FirstOrDefault(c => c.StartsWith(name + " ", StringComparison.Ordinal));
        return comment is null ? "" : comment.Substring(name.Length + 1);
    }
}
