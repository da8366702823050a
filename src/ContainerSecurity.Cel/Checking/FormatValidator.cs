using ContainerSecurity.Cel.Extensions;
using ContainerSecurity.Cel.Kubernetes;
using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel.Checking;

/// <summary>Calls of <c>format</c> on a literal with a list of arguments, which are wrong whatever the input.</summary>
internal static class FormatValidator
{
    /// <summary>What is wrong with a call, and where; null for nothing.</summary>
    public static (Expr At, string Message)? Problem(Call call)
    {
        if (call.Target is not Literal { Value.Reference: string format } || call.Arguments is not [ListExpr list])
            return null;
        var read = FormatText.Read(format);
        int next = 0;
        foreach (FormatText.Part clause in read.Parts.Where(p => p.IsClause))
        {
            if (next >= list.Items.Length)
                return (call, $"index {next} out of range");
            Expr argument = list.Items[next++];
            if (Misfit(clause.Verb, argument) is { } misfit)
                return (misfit, "error during formatting: " + KubernetesFormat.Refusal(clause.Verb, misfit.Type!.Name));
        }
        return read.Error is not null ? (call, read.Error)
            : next < list.Items.Length ? (call, $"too many arguments supplied to string.format (expected {next}, got {list.Items.Length})")
            : null;
    }

    /// <summary>What of an argument a clause does not take; null where it may take it all.</summary>
    private static Expr? Misfit(char verb, Expr argument)
    {
        if (verb != 's')
            return Takes(verb, argument.Type!.TypeKind) ? null : argument;
        if (!Takes(verb, argument.Type!.TypeKind))
            return argument;
        IEnumerable<Expr> parts = argument switch
        {
            ListExpr list => list.Items,
            MapExpr map => map.Entries.SelectMany(e => new[] { e.Key, e.Value }),
            _ => [],
        };
        return parts.Select(p => Misfit(verb, p)).FirstOrDefault(p => p is not null);
    }

    private static bool Takes(char verb, CelTypeKind type) => type is CelTypeKind.Dyn or CelTypeKind.Error or CelTypeKind.Parameter || verb switch
    {
        'd' or 'o' => type is CelTypeKind.Int or CelTypeKind.Uint,
        'f' or 'e' => type is CelTypeKind.Double or CelTypeKind.String,
        'b' => type is CelTypeKind.Int or CelTypeKind.Uint or CelTypeKind.Bool,
        'x' or 'X' => type is CelTypeKind.Int or CelTypeKind.Uint or CelTypeKind.String or CelTypeKind.Bytes,
        _ => type is not (CelTypeKind.Opaque or CelTypeKind.Object or CelTypeKind.Wrapper),
    };
}
