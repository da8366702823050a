using ContainerSecurity.Cel.Evaluation;
using ContainerSecurity.Cel.Parsing;
using ContainerSecurity.Cel.Regexes;

namespace ContainerSecurity.Cel.Checking;

/// <summary>Literals that are wrong whatever the input: patterns, durations and timestamps, and lists and maps of several types.</summary>
internal static class LiteralValidator
{
    /// <summary>What is wrong with a call, and where; null for nothing.</summary>
    public static (Expr At, string Message)? Problem(Call call)
    {
        if (call.Function == "format")
            return FormatValidator.Problem(call);
        if (call.Arguments.Length == 0
            || call.Arguments[call.Function == "matches" && call.Target is null && call.Arguments.Length == 2
                ? 1
                : 0] is not Literal literal)
            return null;
        return call.Function switch
        {
            "matches" when literal.Value.Kind == CelKind.String && CelRegex.TryCompile(literal.Value.AsString()) is null =>
                (literal, "invalid matches argument"),
            "duration" when Conversions.ToDuration(literal.Value).IsError => (literal, "invalid duration argument"),
            "timestamp" when !IsTime(literal.Value) => (literal, "invalid timestamp argument"),
            "find" or "findAll"
                when literal.Value.Kind == CelKind.String && PatternError(literal.Value.AsString()) is { } error =>
                (literal, "program instantiation failed: " + error),
            _ => null,
        };
    }

    /// <summary>Reports the items of a list or map that are not of the first one's type. A value of any type is not of a known one.</summary>
    public static void FindMixed(Expr literal, Action<Expr, CelType, CelType> report)
    {
        if (literal is ListExpr list)
        {
            CelType[] types = [.. list.Items.Select((item, i) => Content(item.Type!, list.Optional?[i] == true))];
            int other = Array.FindIndex(types, t => !CelType.Same(t, types[0]));
            if (other >= 0)
                report(list.Items[other], types[0], types[other]);
            return;
        }
        EntryExpr[] entries = ((MapExpr)literal).Entries;
        foreach (EntryExpr entry in entries.Skip(1))
        {
            CelType key = entries[0].Key.Type!, value = Content(entries[0].Value.Type!, entries[0].Optional);
            if (!CelType.Same(entry.Key.Type!, key))
                report(entry.Key, key, entry.Key.Type!);
            if (Content(entry.Value.Type!, entry.Optional) is var found && !CelType.Same(found, value))
                report(entry.Value, value, found);
        }
    }

    private static bool IsTime(CelValue value) =>
        value.Reference is string text ? CelTimestamp.ParseAsGo(text) is not null : !Conversions.ToTimestamp(value).IsError;

    private static CelType Content(CelType type, bool isOptional) => isOptional && type.IsOptional ? type.Items[0] : type;

    private static string? PatternError(string pattern)
    {
        try
        {
            CelRegex.Cached(pattern);
            return null;
        }
        catch (RegexSyntaxException e)
        {
            return e.Message;
        }
    }
}
