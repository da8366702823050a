using ContainerSecurity.Cel.Kubernetes;

namespace ContainerSecurity.Cel.Evaluation;

/// <summary>The run-time cost of the functions of Kubernetes' libraries.</summary>
internal static class KubernetesCosts
{
    /// <summary>An authorization check costs so much that an expression can make only two.</summary>
    public const long Check = 350_000;

    public static CallCost? Of(string function)
    {
        switch (function)
        {
            case "check":
                return (_, _, _) => Check;
            case "fieldSelector" or "labelSelector":
                return (_, b, _) => Selector(CallCosts.Size(b));
            case "isSorted" or "sum" or "max" or "min" or "indexOf" or "lastIndexOf":
                return (a, _, _) => TraverseContent(a);
            case "url" or "lowerAscii" or "upperAscii" or "substring" or "trim" or "jsonpatch.escapeKey":
                return (a, _, _) => CallCosts.Traverse(CallCosts.Size(a));
            case "replace" or "split" or "strings.quote" or "ip.isCanonical":
                double factor = function == "strings.quote" ? 0.1 : 0.2;
                return (a, _, _) => CallCosts.Traverse(CallCosts.Size(a), factor);
            case "join":
                return (_, _, r) => CallCosts.Traverse(CallCosts.Size(r), 0.2);
            case "lists.range":
                return (_, _, r) => 1 + CallCosts.Size(r);
            case "slice" or "flatten" or "sort" or "@sortByAssociatedKeys" or "distinct" or "reverse":
                return (a, _, r) => 1 + CallCosts.Size(a) + CallCosts.Size(r);
            case "find" or "findAll":
                return (a, b, _) => CallCosts.Match(a, b);
            case "cidr" or "isIP" or "isCIDR" or "quantity" or "isQuantity" or "semver" or "isSemver":
                return (a, _, _) => CallCosts.Traverse(CallCosts.Size(a));
            case "ip":
                return (a, _, _) => a.Reference is string ? CallCosts.Traverse(CallCosts.Size(a)) : 1;
            case "containsIP":
                return (a, b, _) => CallCosts.Traverse(2 * CallCosts.Size(a)) + (b.Reference is string ? CallCosts.Traverse(CallCosts.Size(b)) : 0);
            case "containsCIDR":
                return (a, b, _) => CallCosts.Traverse(2 * CallCosts.Size(a)) + CallCosts.Traverse(CallCosts.Size(a)) + 1 + (b.Reference is string
                    ? CallCosts.Traverse(CallCosts.Size(b))
                    : 0);
            case "sets.contains" or "sets.intersects":
                return (a, b, _) => 1 + CallCosts.Size(a) * CallCosts.Size(b);
            case "sets.equivalent":
                return (a, b, _) => 1 + 2 * CallCosts.Size(a) * CallCosts.Size(b);
            case "validate":
                return (a, b, _) => a.Reference is NameFormat format
                    ? CallCosts.Traverse(1 + CallCosts.Size(b)) * CallCosts.Traverse(format.MaxRegexSize, 0.25)
                    : 1;
            default:
                return null;
        }
    }

    /// <summary>Parsing a selector: a requirement, a struct and a list, may be as short as two characters.</summary>
    public static long Selector(long length) => 10 + CallCosts.Traverse(length) + CallCosts.Traverse(length, 0.5) * 50;

    /// <summary>The cost of visiting a value and all that it holds.</summary>
    private static long TraverseContent(CelValue value)
    {
        long cost = 0;
        switch (value.Reference)
        {
            case string or CelBytes:
                return (long)(CallCosts.Size(value) * 0.1);
            case CelList list:
                for (int i = 0; i < list.Count; i++)
                    cost += TraverseContent(list[i]);
                return cost;
            case CelMap map:
                foreach (CelValue key in map.Keys)
                    cost += TraverseContent(key) + (map.TryGet(key, out CelValue item) ? TraverseContent(item) : 0);
                return cost;
            default:
                return 1;
        }
    }
}
