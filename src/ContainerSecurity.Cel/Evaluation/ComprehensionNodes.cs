namespace ContainerSecurity.Cel.Evaluation;

/// <summary>Runs over the items of a list or the keys of a map, one or two variables at a time.</summary>
internal abstract class ComprehensionNode(int position, Node range, int slot, int slot2) : Node(position)
{
    /// <summary>What one pass answers: whether to go on.</summary>
    protected enum Pass
    {
        Next,
        Stop,
    }

    public sealed override CelValue Eval(Frame frame)
    {
        CelValue source = range.Eval(frame);
        switch (source.Reference)
        {
            case CelList list:
                return OverList(frame, list);
            case CelMap map:
                return OverMap(frame, map);
            case CelFailure:
                return source;
            default:
                return At(CelValue.Error($"expression of type '{source.Type.Name}' cannot be range of a comprehension (must be list, map, or dynamic)"));
        }
    }

    protected virtual CelValue OverList(Frame frame, CelList list)
    {
        State state = Start(frame, list.Count);
        int count = list.Count;
        for (int i = 0; i < count; i++)
        {
            frame.Iterate();
            if (slot2 >= 0)
            {
                frame.Locals[slot] = CelValue.From((long)i);
                frame.Locals[slot2] = list[i];
            }
            else
                frame.Locals[slot] = list[i];
            if (Step(frame, ref state) == Pass.Stop)
            {
                if (i + 1 < count)
                    Stopped(frame);
                break;
            }
        }
        return Finish(frame, ref state);
    }

    private CelValue OverMap(Frame frame, CelMap map)
    {
        State state = Start(frame, map.Count);
        int left = map.Count;
        foreach (CelValue key in map.Keys)
        {
            frame.Iterate();
            left--;
            frame.Locals[slot] = key;
            if (slot2 >= 0 && map.TryGet(key, out CelValue value))
                frame.Locals[slot2] = value;
            if (Step(frame, ref state) == Pass.Stop)
            {
                if (left > 0)
                    Stopped(frame);
                break;
            }
        }
        return Finish(frame, ref state);
    }

    protected struct State
    {
        public CelValue Result;
        public CelFailure? Failure;
        public CelValue[]? Items;
        public Dictionary<CelValue, CelValue>? Entries;
        public int Count;
    }

    protected abstract State Start(Frame frame, int count);

    protected abstract Pass Step(Frame frame, ref State state);

    /// <summary>What the loop's condition costs once more, when it ends the loop before the range does.</summary>
    protected virtual void Stopped(Frame frame) { }

    protected abstract CelValue Finish(Frame frame, ref State state);
}

/// <summary>all and exists.</summary>
internal sealed class QuantifierNode(
    int position,
    Node range,
    int slot,
    int slot2,
    Node predicate,
    bool decisive) : ComprehensionNode(position, range, slot, slot2)
{
    private readonly int slot = slot;
    private readonly int slot2 = slot2;
    // The loop's condition reads the accumulator and tests it; exists negates it as well.
    private readonly int condition = decisive ? 3 : 2;
    private readonly long decisive = decisive ? 1 : 0;

    protected override State Start(Frame frame, int count) => default;

    // The same as for maps, without what those need besides.
    protected override CelValue OverList(Frame frame, CelList list)
    {
        if (slot2 >= 0)
            return base.OverList(frame, list);
        State state = default;
        for (int i = 0, count = list.Count; i < count; i++)
        {
            frame.Iterate();
            frame.Locals[slot] = list[i];
            if (Step(frame, ref state) == Pass.Next)
                continue;
            if (i + 1 < count)
                Stopped(frame);
            break;
        }
        return Finish(frame, ref state);
    }

    protected override Pass Step(Frame frame, ref State state)
    {
        frame.Charge(condition + 1);
        CelValue value = predicate.Eval(frame);
        if (value.IsBool)
        {
            if (value.Bits != this.decisive)
                return Pass.Next;
            state.Result = value;
            return Pass.Stop;
        }
        CelFailure now = value.Failure ?? At(Errors.NoSuchOverload).Failure!;
        if (state.Failure is null || (state.Failure.Kind == CelKind.Error && now.Kind == CelKind.Unknown))
            state.Failure = now;
        else if (state.Failure.Kind == CelKind.Unknown && now.Kind == CelKind.Unknown)
            state.Failure = CelFailure.Merge(state.Failure, now);
        return Pass.Next;
    }

    protected override void Stopped(Frame frame) => frame.Charge(condition);

    protected override CelValue Finish(Frame frame, ref State state)
    {
        frame.Charge(1);
        return state.Result.Reference is not null ? state.Result : state.Failure is { } failure ? CelValue.From(failure) : CelValue.From(this.decisive == 0);
    }
}

/// <summary>exists_one: every item is asked, and an error is never absorbed.</summary>
internal sealed class ExistsOneNode(int position, Node range, int slot, int slot2, Node predicate) : ComprehensionNode(position, range, slot, slot2)
{
    protected override State Start(Frame frame, int count) => default;

    protected override Pass Step(Frame frame, ref State state)
    {
        CelValue value = predicate.Eval(frame);
        if (!value.IsBool)
        {
            state.Failure = value.Failure ?? At(Errors.NoSuchOverload).Failure!;
            return Pass.Stop;
        }
        state.Count += (int)value.Bits;
        frame.Charge(value.Bits != 0 ? 2 : 1);
        return Pass.Next;
    }

    protected override CelValue Finish(Frame frame, ref State state)
    {
        frame.Charge(2);
        return state.Failure is { } failure ? CelValue.From(failure) : CelValue.From(state.Count == 1);
    }
}

/// <summary>map, filter and transformList.</summary>
internal sealed class CollectNode(int position, Node range, int slot, int slot2, Node? filter, Node transform) : ComprehensionNode(position, range, slot, slot2)
{
    protected override State Start(Frame frame, int count)
    {
        frame.Charge(10);
        return new State { Items = count == 0 ? [] : new CelValue[Math.Min(count, 16)] };
    }

    protected override Pass Step(Frame frame, ref State state)
    {
        if (filter is not null)
        {
            CelValue keep = filter.Eval(frame);
            if (!keep.IsBool)
            {
                state.Failure = keep.Failure ?? At(Errors.NoSuchOverload).Failure!;
                return Pass.Stop;
            }
            if (keep.Bits == 0)
            {
                frame.Charge(1);
                return Pass.Next;
            }
        }
        frame.Charge(12);
        CelValue value = transform.Eval(frame);
        if (value.Reference is CelFailure failure)
        {
            state.Failure = failure;
            return Pass.Stop;
        }
        if (state.Count == state.Items!.Length)
            Array.Resize(ref state.Items, Math.Max(4, state.Count * 2));
        state.Items[state.Count++] = value;
        return Pass.Next;
    }

    protected override CelValue Finish(Frame frame, ref State state)
    {
        frame.Charge(1);
        return CelValue.From(state.Failure is { } failure ? failure : (CelObject)new ArrayList(state.Items!, state.Count));
    }
}

/// <summary>transformMap and transformMapEntry.</summary>
internal sealed class CollectMapNode(
    int position,
    Node range,
    int slot,
    int slot2,
    Node? filter,
    Node transform,
    bool entries) : ComprehensionNode(position, range, slot, slot2)
{
    private readonly int slot = slot;

    protected override State Start(Frame frame, int count)
    {
        frame.Charge(30);
        return new State { Entries = new Dictionary<CelValue, CelValue>() };
    }

    protected override Pass Step(Frame frame, ref State state)
    {
        if (filter is not null)
        {
            CelValue keep = filter.Eval(frame);
            if (!keep.IsBool)
                return Fail(ref state, keep.IsFailure ? keep : At(Errors.NoSuchOverload));
            if (keep.Bits == 0)
            {
                frame.Charge(1);
                return Pass.Next;
            }
        }
        frame.Charge(entries ? 2 : 3);
        CelValue value = transform.Eval(frame);
        if (value.IsFailure)
            return Fail(ref state, value);
        if (!entries)
            return Insert(ref state, frame.Locals[this.slot], value);
        if (value.Reference is not CelMap map)
            return Fail(ref state, At(Errors.NoSuchOverload));
        foreach (CelValue key in map.Keys)
            if (map.TryGet(key, out CelValue item) && Insert(ref state, key, item) == Pass.Stop)
                return Pass.Stop;
        return Pass.Next;
    }

    private Pass Insert(ref State state, CelValue key, CelValue value)
    {
        if (state.Entries!.ContainsKey(key))
            return Fail(ref state, At(CelValue.Error($"insert failed: key {key} already exists")));
        state.Entries.Add(key, value);
        return Pass.Next;
    }

    private static Pass Fail(ref State state, CelValue failure)
    {
        state.Failure = failure.Failure;
        return Pass.Stop;
    }

    protected override CelValue Finish(Frame frame, ref State state)
    {
        frame.Charge(1);
        return CelValue.From(state.Failure is { } failure ? failure : (CelObject)new DictionaryMap(state.Entries!));
    }
}
