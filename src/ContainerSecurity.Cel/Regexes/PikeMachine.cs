namespace ContainerSecurity.Cel.Regexes;

/// <summary>Finds the leftmost match and its groups, following all choices at once.</summary>
internal sealed class PikeMachine
{
    private readonly RegexProgram program;
    private readonly int slots;
    private readonly string text;
    private ThreadList now;
    private ThreadList next;

    private sealed class ThreadList(int size)
    {
        public readonly int[] Sparse = new int[size];
        public readonly int[] At = new int[size];
        public readonly int[]?[] Captures = new int[size][];
        public int Count;

        public bool Contains(int pc) => Sparse[pc] < Count && At[Sparse[pc]] == pc;

        public void Add(int pc, int[]? captures)
        {
            Sparse[pc] = Count;
            At[Count] = pc;
            Captures[Count++] = captures;
        }
    }

    public PikeMachine(RegexProgram program, int groups, string text)
    {
        this.program = program;
        slots = 2 * (groups + 1);
        this.text = text;
        now = new ThreadList(program.Code.Length);
        next = new ThreadList(program.Code.Length);
    }

    /// <summary>The starts and ends of the match and its groups, -1 where a group took no part; null where nothing matches.</summary>
    public int[]? Find(int start)
    {
        int[]? match = null;
        now.Count = 0;
        int before = Before(start);
        for (int i = start; ;)
        {
            int c = i < text.Length ? CodePoint(i) : -1;
            if (match is null && (i == start || !program.IsAnchored))
                Follow(now, 0, i, before, c, NewCaptures());
            if (now.Count == 0 && (match is not null || program.IsAnchored))
                return match;
            next.Count = 0;
            int after = i + (c > 0xFFFF ? 2 : 1);
            int following = after < text.Length && c >= 0 ? CodePoint(after) : -1;
            for (int t = 0; t < now.Count; t++)
            {
                RegexInstruction instruction = program.Code[now.At[t]];
                if (instruction.Op == RegexOp.Match)
                {
                    match = now.Captures[t];
                    break;
                }
                if (c >= 0 && instruction.Op == RegexOp.Chars && instruction.Set!.Contains(c))
                    Follow(next, instruction.Next, after, c, following, now.Captures[t]!);
            }
            if (c < 0)
                return match;
            (now, next) = (next, now);
            before = c;
            i = after;
        }
    }

    private int[] NewCaptures()
    {
        var captures = new int[slots];
        for (int i = 0; i < captures.Length; i++)
            captures[i] = -1;
        return captures;
    }

    private int Before(int at) =>
        at == 0 ? -1
            : at > 1 && char.IsSurrogatePair(text[at - 2], text[at - 1]) ? char.ConvertToUtf32(text[at - 2], text[at - 1])
            : text[at - 1];

    private int CodePoint(int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            ? char.ConvertToUtf32(text[at], text[at + 1])
            : text[at];

    // With a stack of its own: programs are longer than the machine's stack is deep.
    private void Follow(ThreadList list, int pc, int at, int before, int after, int[] captures)
    {
        var stack = new Stack<(int Pc, int[] Captures)>();
        stack.Push((pc, captures));
        while (stack.Count > 0)
        {
            (pc, captures) = stack.Pop();
            if (list.Contains(pc))
                continue;
            RegexInstruction instruction = program.Code[pc];
            list.Add(pc, null);
            int mine = list.Count - 1;
            switch (instruction.Op)
            {
                case RegexOp.Jump:
                    stack.Push((instruction.Next, captures));
                    break;
                case RegexOp.Split:
                    stack.Push((instruction.Other, captures));
                    stack.Push((instruction.Next, captures));
                    break;
                case RegexOp.Save:
                    var saved = (int[])captures.Clone();
                    saved[instruction.Other] = at;
                    stack.Push((instruction.Next, saved));
                    break;
                case RegexOp.Chars or RegexOp.Match:
                    list.Captures[mine] = captures;
                    break;
                default:
                    if (RegexProgram.Holds(instruction.Op, before, after))
                        stack.Push((instruction.Next, captures));
                    break;
            }
        }
    }
}
