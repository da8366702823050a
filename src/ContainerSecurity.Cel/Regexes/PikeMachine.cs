namespace ContainerSecurity.Cel.Regexes;

/// <summary>Finds the leftmost match and its groups, following all choices at once.</summary>
internal sealed class PikeMachine
{
    private readonly RegexProgram _program;
    private readonly int _slots;
    private readonly string _text;
    private ThreadList _now;
    private ThreadList _next;

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
        _program = program;
        _slots = 2 * (groups + 1);
        _text = text;
        _now = new ThreadList(program.Code.Length);
        _next = new ThreadList(program.Code.Length);
    }

    /// <summary>The starts and ends of the match and its groups, -1 where a group took no part; null where nothing matches.</summary>
    public int[]? Find(int start)
    {
        int[]? match = null;
        _now.Count = 0;
        int before = Before(start);
        for (int i = start; ;)
        {
            int c = i < _text.Length ? CodePoint(i) : -1;
            if (match is null && (i == start || !_program.IsAnchored))
                Follow(_now, 0, i, before, c, NewCaptures());
            if (_now.Count == 0 && (match is not null || _program.IsAnchored))
                return match;
            _next.Count = 0;
            int after = i + (c > 0xFFFF ? 2 : 1);
            int following = after < _text.Length && c >= 0 ? CodePoint(after) : -1;
            for (int t = 0; t < _now.Count; t++)
            {
                RegexInstruction instruction = _program.Code[_now.At[t]];
                if (instruction.Op == RegexOp.Match)
                {
                    match = _now.Captures[t];
                    break;
                }
                if (c >= 0 && instruction.Op == RegexOp.Chars && instruction.Set!.Contains(c))
                    Follow(_next, instruction.Next, after, c, following, _now.Captures[t]!);
            }
            if (c < 0)
                return match;
            (_now, _next) = (_next, _now);
            before = c;
            i = after;
        }
    }

    private int[] NewCaptures()
    {
        var captures = new int[_slots];
        for (int i = 0; i < captures.Length; i++)
            captures[i] = -1;
        return captures;
    }

    private int Before(int at) => at == 0 ? -1 : at > 1 && char.IsSurrogatePair(_text[at - 2], _text[at - 1]) ? char.ConvertToUtf32(_text[at - 2], _text[at - 1]) : _text[at - 1];

    private int CodePoint(int at) => char.IsHighSurrogate(_text[at]) && at + 1 < _text.Length && char.IsLowSurrogate(_text[at + 1]) ? char.ConvertToUtf32(_text[at], _text[at + 1]) : _text[at];

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
            RegexInstruction instruction = _program.Code[pc];
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
