namespace ContainerSecurity.Cel.Regexes;

/// <summary>Answers whether a text matches: states are built when first reached, so a text is read once.</summary>
internal sealed class LazyDfa(RegexProgram program)
{
    private const int MaxStates = 1000;
    private const int End = 128;

    private readonly object @lock = new();
    private Dictionary<string, State> states = [];
    private State? start;

    private sealed class State(int[] kernel, int before)
    {
        public readonly int[] Kernel = kernel;
        /// <summary>What stood before: -1 the start of the text, otherwise a code point of the same nature.</summary>
        public readonly int Before = before;
        public readonly State?[] Next = new State?[End + 1];
    }

    private static readonly State Matched = new([], 0);

    /// <summary>How many transitions were worked out so far; all others are a look into a table.</summary>
    public int Transitions { get; private set; }

    /// <summary>How many states are kept.</summary>
    public int States => states.Count;

    public bool IsMatch(string text)
    {
        State state = start ??= new State([0], -1);
        for (int i = 0; i < text.Length; i++)
        {
            int c = text[i];
            State next;
            if (c < End)
                next = state.Next[c] ?? Step(state, c);
            else
            {
                if (char.IsHighSurrogate((char)c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                    c = char.ConvertToUtf32((char)c, text[++i]);
                next = Step(state, c);
            }
            if (ReferenceEquals(next, Matched))
                return true;
            if (next.Kernel.Length == 0)
                return false;
            state = next;
        }
        return ReferenceEquals(state.Next[End] ?? Step(state, -1), Matched);
    }

    private State Step(State state, int c)
    {
        lock (@lock)
        {
            State next = Compute(state, c);
            Transitions++;
            if (c < End)
                state.Next[c < 0 ? End : c] = next;
            return next;
        }
    }

    private State Compute(State state, int c)
    {
        var seen = new HashSet<int>();
        var stack = new Stack<int>(state.Kernel.Reverse());
        var kernel = new SortedSet<int>();
        RegexInstruction[] code = program.Code;
        while (stack.Count > 0)
        {
            int at = stack.Pop();
            if (!seen.Add(at))
                continue;
            RegexInstruction instruction = code[at];
            switch (instruction.Op)
            {
                case RegexOp.Match:
                    return Matched;
                case RegexOp.Chars:
                    if (c >= 0 && instruction.Set!.Contains(c))
                        kernel.Add(instruction.Next);
                    break;
                case RegexOp.Split:
                    stack.Push(instruction.Other);
                    stack.Push(instruction.Next);
                    break;
                case RegexOp.Jump or RegexOp.Save:
                    stack.Push(instruction.Next);
                    break;
                default:
                    if (RegexProgram.Holds(instruction.Op, state.Before, c))
                        stack.Push(instruction.Next);
                    break;
            }
        }
        if (c < 0)
            return new State([], 0);
        // A match may begin at any later place, unless the pattern is bound to the start.
        if (!program.IsAnchored)
            kernel.Add(0);
        return Intern([.. kernel], Nature(c));
    }

    // All that an assertion can ask of the code point before.
    private static int Nature(int c) => c == '\n' ? '\n' : RegexProgram.Holds(RegexOp.WordBoundary, -1, c) ? 'a' : ' ';

    private State Intern(int[] kernel, int before)
    {
        string key = before + ":" + string.Join(",", kernel);
        if (states.TryGetValue(key, out State? known))
            return known;
        if (states.Count >= MaxStates)
        {
            states = [];
            start = null;
        }
        var state = new State(kernel, before);
        states[key] = state;
        return state;
    }
}
