namespace ContainerSecurity.Cel.Evaluation;

/// <summary>What a call cost, from its first two arguments and its result.</summary>
internal delegate long CallCost(CelValue first, CelValue second, CelValue result);

/// <summary>The cost of calls while an expression runs, as cel-go and Kubernetes count.</summary>
internal static class CallCosts
{
    /// <summary>A string is traversed at ten code points a unit.</summary>
    private const double Traversal = 0.1;
    /// <summary>A regular expression has about one instruction every four characters.</summary>
    private const double Pattern = 0.25;

    /// <summary>The size of a value as cost counts it: 1 for whatever has none.</summary>
    public static long Size(CelValue value) => value.Reference switch
    {
        string s => CodePoints.Count(s),
        CelList list => list.Count,
        CelMap map => map.Count,
        CelBytes bytes => bytes.Content.Length,
        CelOpaque opaque => opaque.CostSize,
        _ => 1,
    };

    public static long Traverse(long size, double factor = Traversal) => (long)Math.Ceiling(size * factor);

    public static long Equality(CelValue a, CelValue b)
    {
        if (a.Reference is ScalarTag || b.Reference is ScalarTag)
            return Math.Min(Size(a), Size(b)) == 0 ? 0 : 1;
        if (a.Reference is CelOpaque)
            return 1;
        return Traverse(Math.Min(Size(a), Size(b)));
    }

    public static long Match(CelValue text, CelValue pattern) => Traverse(1 + Size(text)) * Traverse(Size(pattern), Pattern);

    /// <summary>The cost of a call; null for the nominal cost of 1.</summary>
    public static CallCost? Of(CelOverload[] overloads) => overloads[0].Cost(isAlone: overloads.Length == 1);

    /// <summary>The cost of a call that means an overload, alone or as the first of several.</summary>
    public static CallCost? Of(CelOverload overload, bool isAlone) => KubernetesCosts.Of(overload.Function) ?? (isAlone ? Of(overload.Id) : null);

    private static CallCost? Of(string id) => id switch
    {
        "starts_with_string" or "ends_with_string" => (a, _, _) => Traverse(Size(a)),
        "string_to_bytes" or "bytes_to_string" => (a, _, _) => Traverse(Size(a)),
        "in_list" => (_, b, _) => Size(b),
        "less_string" or "greater_string" or "less_equals_string" or "greater_equals_string"
            or "less_bytes" or "greater_bytes" or "less_equals_bytes" or "greater_equals_bytes" => (a, b, _) => Traverse(Math.Min(Size(a), Size(b))),
        "add_string" or "add_bytes" => (a, b, _) => Traverse(Size(a) + Size(b)),
        "matches" or "matches_string" => (a, b, _) => Match(a, b),
        "contains_string" => (a, b, _) => Traverse(Size(a)) * Traverse(Size(b)),
        _ => null,
    };
}
