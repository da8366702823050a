using ContainerSecurity.Cel.Evaluation;
using ContainerSecurity.Cel.Parsing;
using ContainerSecurity.Cel.Regexes;

namespace ContainerSecurity.Cel.Checking;

/// <summary>Arguments that are wrong whatever the input: patterns, durations and timestamps given as literals.</summary>
internal static class LiteralValidator
{
    /// <summary>What is wrong with a call, and where; null for nothing.</summary>
    public static (Expr At, string Message)? Problem(Call call)
    {
        if (call.Arguments.Length == 0 || call.Arguments[call.Function == "matches" && call.Target is null && call.Arguments.Length == 2 ? 1 : 0] is not Literal literal)
            return null;
        return call.Function switch
        {
            "matches" when literal.Value.Kind == CelKind.String && CelRegex.TryCompile(literal.Value.AsString()) is null => (literal, "invalid matches argument"),
            "duration" when Conversions.ToDuration(literal.Value).IsError => (literal, "invalid duration argument"),
            "timestamp" when Conversions.ToTimestamp(literal.Value).IsError => (literal, "invalid timestamp argument"),
            "find" or "findAll" when literal.Value.Kind == CelKind.String && PatternError(literal.Value.AsString()) is { } error => (literal, "program instantiation failed: " + error),
            _ => null,
        };
    }

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
