using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel.Costs;

internal sealed partial class CostEstimator
{
    private const double Traversal = 0.1;
    private const double Pattern = 0.25;

    private Range CostCall(Call call)
    {
        if (call.Function == "dyn" && call.Target is null)
        {
            Range cost = Range.Fixed(1) + Cost(call.Arguments[0]);
            Copy(call.Arguments[0], call);
            return cost;
        }
        Range[] costs = Array.ConvertAll(call.Arguments, Cost);
        Range sum = default;
        Expr? target = call.TargetIsNamespace ? null : call.Target;
        if (target is not null)
            sum += Cost(target);
        Range function = new(ulong.MaxValue, 0);
        Range? size = null;
        foreach (CelOverload overload in call.Overloads ?? [])
        {
            CallEstimate estimate = Estimate(call, overload, target, costs);
            function = function.Union(estimate.Cost);
            size = estimate.Size is { } mine ? (size is { } before ? before.Union(mine) : mine) : size;
            if (overload.Id is "index_list" or "index_map")
            {
                size = Entry(call.Arguments[0])?.Value;
                paths[call] = [.. Path(call.Arguments[0]), overload.Id == "index_list" ? "@items" : "@values"];
            }
            size ??= Size(call);
        }
        if (size is { } known)
            sizes[call] = known;
        return call.Overloads is null ? sum + Range.Fixed(1) + Sum(costs) : sum + function;
    }

    private static Range Sum(Range[] costs) => costs.Aggregate(default(Range), (a, b) => a + b);

    private CallEstimate Estimate(Call call, CelOverload overload, Expr? target, Range[] costs)
    {
        Expr[] a = call.Arguments;
        if (KubernetesEstimates.Of(overload.Function, overload, target, a, SizeOf, ElementSize) is { } own)
            return own with { Cost = own.Cost + Sum(costs) };
        switch (overload.Id)
        {
            case "logical_or" or "logical_and":
                return new(new Range(costs[0].Min, (costs[0] + costs[1]).Max));
            case "conditional":
                if (EntrySize.Union(Entry(a[1]), Entry(a[2])) is { } branches)
                    entries[call] = branches;
                return new(costs[0] + costs[1].Union(costs[2]), SizeOf(a[1]).Union(SizeOf(a[2])));
            case "add_string" or "add_bytes" or "add_list":
                Range joined = SizeOf(a[0]) + SizeOf(a[1]);
                if (EntrySize.Union(Entry(a[0]), Entry(a[1])) is { } both)
                    entries[call] = both;
                return new((overload.Id == "add_list" ? Range.Fixed(1) : joined.Scale(Traversal)) + Sum(costs), joined);
        }
        (Range cost, Range? size) = Simple(overload.Id, target, a);
        return new(cost + Sum(costs), size);
    }

    private (Range Cost, Range? Size) Simple(string id, Expr? target, Expr[] a)
    {
        switch (id)
        {
            case "string_format" when target is not null:
                return (SizeOf(target).Scale(Traversal), null);
            case "string_to_bytes":
                Range text = SizeOf(a[0]);
                return (text.Scale(Traversal), text * new Range(1, 4));
            case "bytes_to_string":
                Range bytes = SizeOf(a[0]);
                return (bytes.Scale(Traversal), new Range(bytes.Min / 4, bytes.Max));
            case "strings_quote":
                Range plain = SizeOf(a[0]);
                return (plain.Scale(Traversal), plain * new Range(1, 2) + Range.Fixed(2));
            case "starts_with_string" or "ends_with_string":
                return (SizeOf(a[0]).Scale(Traversal), null);
            case "in_list":
                return (SizeOf(a[1]), null);
            case "matches_string" or "matches":
                return ((SizeOf(target ?? a[0]) + Range.Fixed(1)).Scale(Traversal) * SizeOf(a[a.Length - 1]).Scale(Pattern), null);
            case "contains_string" when target is not null:
                return (SizeOf(target).Scale(Traversal) * SizeOf(a[0]).Scale(Traversal), null);
            case "less_string" or "greater_string" or "less_equals_string" or "greater_equals_string"
                or "less_bytes" or "greater_bytes" or "less_equals_bytes" or "greater_equals_bytes" or "equals" or "not_equals":
                ulong most = Math.Min(SizeOf(a[0]).Max, SizeOf(a[1]).Max);
                return (new Range(most > 0 ? 1UL : 0UL, most).Scale(Traversal), null);
            default:
                return (Range.Fixed(1), null);
        }
    }

    /// <summary>The size of a list's items: what their type or the schema says, else unknown; null for what is no list.</summary>
    private Range? ElementSize(Expr list)
    {
        if (list.Type!.TypeKind != CelTypeKind.List)
            return null;
        CelType item = list.Type.Items[0];
        if (item.TypeKind is not (CelTypeKind.String or CelTypeKind.Bytes))
            return default(Range);
        return estimator?.EstimateSize([.. Path(list), "@items"], item) is { } given
            ? new Range(given.Minimum, given.Maximum)
            : Entry(list)?.Value ?? Range.Unknown;
    }
}
