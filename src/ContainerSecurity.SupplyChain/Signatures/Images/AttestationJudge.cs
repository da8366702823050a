using System.Globalization;
using System.Text.Json;
using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Policies.Trust;

namespace ContainerSecurity.SupplyChain.Signatures.Images;

/// <summary>Judges attestations whose signatures were verified by what a policy asks of them: type, age, expression.</summary>
internal static class AttestationJudge
{
    private const long CostLimit = 10_000_000;

    /// <summary>How far a time may be ahead of this machine's clock.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>Where predicates say when they were made: SLSA 1.0 and 0.2, cosign's scans, verdicts and approvals.</summary>
    private static readonly string[][] Times =
    [
        ["runDetails", "metadata", "finishedOn"],
        ["runDetails", "metadata", "startedOn"],
        ["metadata", "buildFinishedOn"],
        ["metadata", "scanFinishedOn"],
        ["metadata", "timestamp"],
        ["creationInfo", "created"],
        ["timeVerified"],
        ["timestamp"],
        ["time"],
    ];

    /// <summary>Says why an attestation of the type that is asked for will not do; null where it will.</summary>
    public static string? FindFault(RequiredAttestation asked, VerifiedSignature signature, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (signature.Statement is not { } statement)
            return "it holds no statement";
        return FaultOfAge(asked, signature.Time ?? TimeOf(statement.Predicate), now)
            ?? (asked.Expression is { } expression ? FaultOfExpression(expression, statement.PredicateType, statement.Predicate, now, cancellationToken) : null);
    }

    private static string? FaultOfAge(RequiredAttestation asked, DateTimeOffset? made, DateTimeOffset now) =>
        asked.MaxAge is not { } most ? null
        : made is not { } time ? "nothing says how old it is"
        : time > now + Ahead ? $"it says that it is of {time:u}, which is yet to come"
        : now - time > most ? $"it is of {time:u}, which is longer ago than {Text(most)}"
        : null;

    private static string? FaultOfExpression(string expression, string type, JsonElement predicate, DateTimeOffset now, CancellationToken cancellationToken)
    {
        CelCompilation compiled = AttestationExpressions.Environment.Compile(expression);
        if (!compiled.IsValid)
            return $"the expression '{expression}' cannot be read: {compiled.Issues[0].Message}";
        var bindings = new CelBindings
        {
            { "predicate", predicate.ValueKind == JsonValueKind.Undefined ? CelValue.Null : CelValue.From(predicate) },
            { "predicateType", CelValue.From(type) },
            { "now", CelValue.From(CelTimestamp.From(now)) },
        };
        CelValue value = compiled.Program.Evaluate(bindings, CostLimit, cancellationToken).Value;
        return value == CelValue.True ? null
            : value == CelValue.False ? $"the expression '{expression}' is not true of it"
            : $"the expression '{expression}' has no value for it ({value})";
    }

    /// <summary>The time that a predicate says it was made at; null where it says none. Its signer, who is trusted, says so.</summary>
    private static DateTimeOffset? TimeOf(JsonElement predicate)
    {
        foreach (string[] path in Times)
        {
            JsonElement at = predicate;
            if (path.All(step => at.ValueKind == JsonValueKind.Object && at.TryGetProperty(step, out at))
                && at.ValueKind == JsonValueKind.String
                && DateTimeOffset.TryParse(at.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
                return time;
        }
        return null;
    }

    private static string Text(TimeSpan span) =>
        span.TotalDays >= 1 ? $"{span.TotalDays.ToString("0.#", CultureInfo.InvariantCulture)} days" : $"{span.TotalHours.ToString("0.#", CultureInfo.InvariantCulture)} hours";
}
