namespace ContainerSecurity.Cel.Regexes;

/// <summary>An instruction: where to go on, and for a choice, where else.</summary>
internal struct RegexInstruction
{
    public RegexOp Op;
    public int Next;
    public int Other;
    public CharSet? Set;
}

/// <summary>A pattern as instructions of a machine that follows all choices at once.</summary>
internal sealed class RegexProgram
{
    private const int MaxInstructions = 50_000;

    private readonly List<RegexInstruction> code = [];
    private readonly string pattern;

    private RegexProgram(string pattern) => this.pattern = pattern;

    public RegexInstruction[] Code { get; private set; } = [];

    /// <summary>Whether the pattern begins with \A, so that only the start of the text can match.</summary>
    public bool IsAnchored { get; private set; }

    public static RegexProgram Compile(RegexNode node, string pattern)
    {
        var program = new RegexProgram(pattern);
        program.Emit(RegexOp.Save, other: 0);
        program.Compile(node);
        program.Emit(RegexOp.Save, other: 1);
        program.Emit(RegexOp.Match);
        program.Code = [.. program.code];
        program.IsAnchored = program.Code[1].Op == RegexOp.TextStart;
        return program;
    }

    private int Emit(RegexOp op, int other = 0, CharSet? set = null)
    {
        if (code.Count >= MaxInstructions)
            throw new RegexSyntaxException("expression too large", pattern);
        code.Add(new RegexInstruction { Op = op, Next = code.Count + 1, Other = other, Set = set });
        return code.Count - 1;
    }

    private void Patch(int at, int? next = null, int? other = null)
    {
        RegexInstruction instruction = code[at];
        instruction.Next = next ?? instruction.Next;
        instruction.Other = other ?? instruction.Other;
        code[at] = instruction;
    }

    private void Compile(RegexNode node)
    {
        switch (node)
        {
            case RegexNode.Chars chars:
                Emit(RegexOp.Chars, set: chars.Set);
                break;
            case RegexNode.Assertion assertion:
                Emit(assertion.Kind);
                break;
            case RegexNode.Sequence sequence:
                sequence.Items.ForEach(Compile);
                break;
            case RegexNode.Group group:
                Emit(RegexOp.Save, other: 2 * group.Index);
                Compile(group.Item);
                Emit(RegexOp.Save, other: 2 * group.Index + 1);
                break;
            case RegexNode.Choice choice:
                Choose(choice.Items);
                break;
            case RegexNode.Repeat repeat:
                Repeat(repeat);
                break;
        }
    }

    private void Choose(List<RegexNode> items)
    {
        var jumps = new List<int>();
        for (int i = 0; i < items.Count; i++)
        {
            int split = i + 1 < items.Count ? Emit(RegexOp.Split) : -1;
            Compile(items[i]);
            if (split < 0)
                break;
            jumps.Add(Emit(RegexOp.Jump));
            Patch(split, other: code.Count);
        }
        foreach (int jump in jumps)
            Patch(jump, next: code.Count);
    }

    private void Repeat(RegexNode.Repeat repeat)
    {
        for (int i = 0; i < repeat.Minimum; i++)
            Compile(repeat.Item);
        if (repeat.Maximum < 0)
        {
            int split = Emit(RegexOp.Split);
            Compile(repeat.Item);
            int jump = Emit(RegexOp.Jump);
            Patch(jump, next: split);
            Branch(split, repeat.Greedy);
            return;
        }
        var splits = new List<int>();
        for (int i = repeat.Minimum; i < repeat.Maximum; i++)
        {
            splits.Add(Emit(RegexOp.Split));
            Compile(repeat.Item);
        }
        foreach (int split in splits)
            Branch(split, repeat.Greedy);
    }

    // The first way is preferred.
    private void Branch(int split, bool greedy)
    {
        if (greedy)
            Patch(split, next: split + 1, other: code.Count);
        else
            Patch(split, next: code.Count, other: split + 1);
    }

    /// <summary>Whether an assertion holds between two code points; -1 stands for either end of the text.</summary>
    public static bool Holds(RegexOp op, int before, int after) => op switch
    {
        RegexOp.TextStart => before < 0,
        RegexOp.TextEnd => after < 0,
        RegexOp.LineStart => before is < 0 or '\n',
        RegexOp.LineEnd => after is < 0 or '\n',
        RegexOp.WordBoundary => IsWord(before) != IsWord(after),
        _ => IsWord(before) == IsWord(after),
    };

    private static bool IsWord(int c) => c is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or '_' or (>= 'a' and <= 'z');
}
