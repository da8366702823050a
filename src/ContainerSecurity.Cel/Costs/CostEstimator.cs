using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel.Costs;

/// <summary>Adds up what the steps of a checked expression can cost, as cel-go and Kubernetes estimate.</summary>
internal sealed partial class CostEstimator(ICelSizeEstimator? estimator)
{
    private readonly Dictionary<Expr, Range> sizes = [];
    private readonly Dictionary<Expr, EntrySize> entries = [];
    private readonly Dictionary<Expr, string[]> paths = [];
    private readonly List<(string Name, string[] Path, Range? Size, EntrySize? Entry)> locals = [];

    public static CelCostEstimate Estimate(Expr expression, ICelSizeEstimator? sizes)
    {
        Range cost = new CostEstimator(sizes).Cost(expression);
        return new CelCostEstimate(cost.Min, cost.Max);
    }

    private Range Cost(Expr e)
    {
        switch (e)
        {
            case Ident ident:
                paths[e] = Local(ident.Name)?.Path ?? [ident.Name];
                return Range.Fixed(ident.TypeConstant is null ? 1UL : 0UL);
            case Select { Qualified: { } qualified }:
                return Cost(qualified);
            case Select select:
                return CostSelect(select);
            case Call call:
                return CostCall(call);
            case ListExpr list:
                return CostList(list);
            case MapExpr map:
                return CostMap(map);
            case StructExpr message:
                return message.Fields.Aggregate(Range.Fixed(40), (sum, f) => sum + Cost(f.Value));
            case Comprehension { Shape: ComprehensionShape.Bind } bind:
                return CostBind(bind);
            case Comprehension comprehension:
                return CostComprehension(comprehension);
            case Block block:
                return block.Values.Aggregate(Cost(block.Result), (sum, v) => sum + Cost(v));
            default:
                return default;
        }
    }

    private (string Name, string[] Path, Range? Size, EntrySize? Entry)? Local(string name)
    {
        for (int i = locals.Count - 1; i >= 0; i--)
            if (locals[i].Name == name)
                return locals[i];
        return null;
    }

    private Range CostSelect(Select select)
    {
        Range sum = Cost(select.Operand);
        if (select.TestOnly)
            return sum + Range.Fixed(1);
        paths[select] = [.. Path(select.Operand), select.Field];
        // Selecting from what is only known while running has no cost of its own.
        return select.Operand.Type!.TypeKind is CelTypeKind.Map or CelTypeKind.Object ? sum + Range.Fixed(1) : sum;
    }

    private Range CostList(ListExpr list)
    {
        Range sum = Range.Fixed(10), item = list.Items.Length == 0 ? default : new(ulong.MaxValue, 0);
        foreach (Expr e in list.Items)
        {
            sum += Cost(e);
            item = item.Union(SizeOf(e));
        }
        entries[list] = new EntrySize(true, Range.Fixed(1), item);
        return sum;
    }

    private Range CostMap(MapExpr map)
    {
        Range sum = Range.Fixed(30), key = map.Entries.Length == 0 ? default : new(ulong.MaxValue, 0), value = key;
        foreach (EntryExpr entry in map.Entries)
        {
            sum += Cost(entry.Key) + Cost(entry.Value);
            key = key.Union(SizeOf(entry.Key));
            value = value.Union(SizeOf(entry.Value));
        }
        entries[map] = new EntrySize(false, key, value);
        return sum;
    }

    private Range CostBind(Comprehension bind)
    {
        Range sum = Range.Fixed(10) + Cost(bind.Init);
        locals.Add((bind.AccumulatorName, Path(bind.Init), Size(bind.Init), Entry(bind.Init)));
        sum += Cost(bind.Result);
        Copy(bind.Result, bind);
        locals.RemoveAt(locals.Count - 1);
        return sum;
    }

    private Range CostComprehension(Comprehension c)
    {
        Range sum = Cost(c.Range) + Cost(c.Init);
        int mark = locals.Count;
        locals.Add((c.AccumulatorName, Path(c.Init), Size(c.Init), Entry(c.Init)));
        EntrySize? entry = Entry(c.Range);
        bool isList = entry?.IsList ?? c.Range.Type!.TypeKind == CelTypeKind.List;
        if (c.Variable2 is { } second)
        {
            locals.Add((c.Variable, [.. Path(c.Range), isList ? "@indices" : "@keys"], entry?.Key, null));
            locals.Add((second, [.. Path(c.Range), isList ? "@items" : "@values"], entry?.Value, null));
        }
        else
            locals.Add((c.Variable, [.. Path(c.Range), isList ? "@items" : "@keys"], isList ? entry?.Value : entry?.Key, null));
        Range loop = Cost(c.Condition) + Cost(c.Step);
        EntrySize? stepEntry = Entry(c.Step);
        locals.RemoveRange(mark + 1, locals.Count - mark - 1);
        sum += Cost(c.Result);
        locals.RemoveAt(mark);
        Range count = SizeOf(c.Range);
        sum += count * loop;
        if (c.Init is Literal && Size(c.Init) is { } size)
            this.sizes[c] = size;
        else if (c.Init is ListExpr or MapExpr)
        {
            this.sizes[c] = count;
            if (stepEntry is not null)
                entries[c] = stepEntry;
        }
        return sum;
    }

    private string[] Path(Expr e) => e is Ident ident && Local(ident.Name) is { } local ? local.Path : paths.TryGetValue(e, out string[]? path) ? path : [];

    private void Copy(Expr from, Expr to)
    {
        if (Size(from) is { } size)
            this.sizes[to] = size;
        if (Entry(from) is { } entry)
            entries[to] = entry;
    }

    private Range SizeOf(Expr e) => Size(e) ?? Range.Unknown;

    private Range? Size(Expr e)
    {
        if (this.sizes.TryGetValue(e, out Range known))
            return known;
        switch (e)
        {
            case Literal literal: return Range.Fixed((ulong)Evaluation.CallCosts.Size(literal.Value));
            case ListExpr list: return Range.Fixed((ulong)list.Items.Length);
            case MapExpr map: return Range.Fixed((ulong)map.Entries.Length);
        }
        if (estimator is not null
            && Path(e) is { Length: > 0 } path
            && path[0] != Comprehension.Accumulator
            && estimator.EstimateSize(path, e.Type!) is { } given)
            return this.sizes[e] = new Range(given.Minimum, given.Maximum);
        if (IsScalar(e.Type!))
            return Range.Fixed(1);
        return e is Ident ident ? Local(ident.Name)?.Size : null;
    }

    private static bool IsScalar(CelType type) =>
        type.TypeKind is CelTypeKind.Bool or CelTypeKind.Double or CelTypeKind.Duration or CelTypeKind.Int or CelTypeKind.Timestamp or CelTypeKind.Uint
        || (type.IsOptional && IsScalar(type.Items[0]));

    private EntrySize? Entry(Expr e) => entries.TryGetValue(e, out EntrySize? entry) ? entry : e is Ident ident ? Local(ident.Name)?.Entry : null;
}
