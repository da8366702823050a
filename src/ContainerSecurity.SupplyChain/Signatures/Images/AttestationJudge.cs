using System.Globalization;
using System.Text.Json;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.SupplyChain.Signatures.Attestations;
using ContainerSecurity.SupplyChain.Signatures.Dsse;

namespace ContainerSecurity.SupplyChain.Signatures.Images;

/// <summary>Judges attestations whose signatures were verified by what a policy asks of them: type, age, expression.</summary>
internal static class AttestationJudge
{
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
    public static string? FindFault(RequiredAttestation asked, VerifiedSignature signature, DateTimeOffset now)
    {
        if (signature.Statement is not { } statement)
            return "it holds no statement";
        return FaultOfAge(asked, signature.Time ?? TimeOf(statement.Predicate), now)
            ?? (asked.Expression is { } expression ? FaultOfExpression(asked.PredicateType, expression, statement, now) : null);
    }

    private static string? FaultOfExpression(string type, string expression, InTotoStatement statement, DateTimeOffset now)
    {
        try
        {
            AttestationResult result = new AttestationCheck(type, [type], expression).Evaluate(statement, now);
            return result.IsSatisfied ? null : result.Reason;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    private static string? FaultOfAge(RequiredAttestation asked, DateTimeOffset? made, DateTimeOffset now) =>
        asked.MaxAge is not { } most ? null
        : made is not { } time ? "nothing says how old it is"
        : time > now + Ahead ? $"it says that it is of {time:u}, which is yet to come"
        : now - time > most ? $"it is of {time:u}, which is longer ago than {Text(most)}"
        : null;

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
        span.TotalDays >= 1 ? $"{span.TotalDays.ToString("0.#", CultureInfo.InvariantCulture)} days"
            : $"{span.TotalHours.ToString("0.#", CultureInfo.InvariantCulture)} hours";
}
