using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel.Costs;

/// <summary>The estimates of the functions of Kubernetes' libraries.</summary>
internal static class KubernetesEstimates
{
    private const double Traversal = 0.1;
    private const double MaxFormatRegex = 128 * 0.25;
    private const ulong MaxFormatSize = 64;

    public static CallEstimate? Of(string function, CelOverload overload, Expr? target, Expr[] a, Func<Expr, Range> size, Func<Expr, Range?> element)
    {
        switch (function)
        {
            case "check":
                return new(Range.Fixed((ulong)Evaluation.KubernetesCosts.Check));
            case "fieldSelector" or "labelSelector":
                Range selector = size(a[0]);
                return new(Range.Fixed(10) + selector.Scale(Traversal) + selector.Scale(0.5).Scale(50));
            case "isSorted" or "sum" or "max" or "min" or "indexOf" or "lastIndexOf" when target is not null:
                return new(element(target) is { } item ? size(target) * (Range.Fixed(1) + item.Scale(Traversal)) : size(target).Scale(Traversal));
            case "url" or "jsonpatch.escapeKey":
                return new(size(a[0]).Scale(Traversal), size(a[0]));
            case "lowerAscii" or "upperAscii" or "substring" or "trim" when target is not null:
                return new(size(target).Scale(Traversal), size(target));
            case "replace" when target is not null:
                return new(size(target).Scale(2 * Traversal), Replaced(size(target), size(a[0]), size(a[1])));
            case "split" when target is not null:
                ulong most = a.Length > 1 && a[1] is Literal { Value: { IsInt: true, Bits: >= 0 and var limit } } ? (ulong)limit : size(target).Max;
                return new(size(target).Scale(2 * Traversal), new Range(0, most));
            case "join" when target is not null:
                Range list = size(target), joined = list * (element(target) ?? Range.Unknown);
                if (a.Length > 0)
                    joined += size(a[0]) * new Range(Math.Max(list.Min, 1) - 1, Math.Max(list.Max, 1) - 1);
                return new(joined.Scale(Traversal), joined);
            case "find" or "findAll" when target is not null:
                return new((size(target) + Range.Fixed(1)).Scale(Traversal) * size(a[0]).Scale(0.25), new Range(0, size(target).Max));
            case "cidr" or "isIP" or "isCIDR" or "quantity" or "isQuantity" or "semver" or "isSemver":
                return new(size(a[0]).Scale(Traversal));
            case "ip":
                return new(a.Length == 0 ? Range.Fixed(1) : size(a[0]).Scale(Traversal));
            case "ip.isCanonical":
                return new(size(a[0]).Scale(2 * Traversal));
            case "containsIP" or "containsCIDR":
                var address = new Range(4, 16);
                Range cost = (address + address).Scale(Traversal);
                if (function == "containsCIDR")
                    cost += address.Scale(Traversal) + Range.Fixed(1);
                return new(overload.Parameters[1].TypeKind == CelTypeKind.String ? cost + size(a[0]).Scale(Traversal) : cost);
            case "sets.contains" or "sets.intersects":
                return new(Range.Fixed(1) + size(a[0]) * size(a[1]));
            case "sets.equivalent":
                return new(Range.Fixed(1) + Range.Fixed(2) * size(a[0]) * size(a[1]));
            case "validate":
                return new(size(a[0]).Scale(Traversal).Scale(MaxFormatRegex));
            case Operators.Equal
                when CelType.Same(a[0].Type!, a[1].Type!)
                    && a[0].Type!.Name is var name
                    && name.StartsWith("kubernetes.", StringComparison.Ordinal):
                return new(name == "kubernetes.NamedFormat" ? new Range(1, MaxFormatSize).Scale(Traversal) : Range.Fixed(1));
            case Operators.Equal when a[0].Type!.Name is "net.IP" or "net.CIDR":
                return new(Range.Fixed(1));
            default:
                return null;
        }
    }

    private static Range Replaced(Range text, Range old, Range with)
    {
        // The longest result replaces the shortest parts by the longest text, and the other way round.
        ulong most = old.Min == 0 ? Math.Max(text.Max, text.Max + 1) : with.Max <= old.Min ? 0 : (ulong)Math.Ceiling((double)text.Max / old.Min);
        ulong least = old.Max == 0 ? text.Min + 1 : old.Max <= with.Min ? 0 : (ulong)Math.Ceiling((double)text.Min / old.Max);
        var kept = new Range(old.Max == 0 || old.Max <= with.Min ? text.Min : 0, old.Min == 0 || with.Max <= old.Min ? text.Max : 0);
        return new Range(least, most) * with + kept;
    }
}
