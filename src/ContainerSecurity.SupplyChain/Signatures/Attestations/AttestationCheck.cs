using System.Text.Json;
using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Policies.Trust;
using ContainerSecurity.SupplyChain.Signatures.Dsse;

namespace ContainerSecurity.SupplyChain.Signatures.Attestations;

/// <summary>
/// What an attestation must say: the type of its predicate and an expression of the Common Expression Language (CEL)
/// over it. Only an attestation of somebody who is trusted should be asked; see <see cref="ImageSignatureVerifier"/>.
/// </summary>
/// <remarks>
/// Variables are <c>predicate</c>, <c>predicateType</c>, <c>subject</c> (a list of <c>name</c> and <c>digest</c>) and
/// <c>now</c>. What cannot be evaluated, such as a field that is absent, is not satisfied.
/// </remarks>
public sealed class AttestationCheck
{
    /// <summary>How much an evaluation may cost, in the units of CEL.</summary>
    public const long CostLimit = 1_000_000;

    private readonly CelProgram program;

    /// <summary>Makes a check.</summary>
    /// <param name="name">What is asked for, for people, such as <c>built by our pipeline</c>.</param>
    /// <param name="predicateTypes">
    /// The types of predicates that are asked, at least one. A type stands for its versions as well:
    /// <c>https://cyclonedx.org/bom</c> for <c>https://cyclonedx.org/bom/v1.6</c>.
    /// </param>
    /// <param name="expression">The expression; its value is true where the attestation says what is asked for.</param>
    /// <exception cref="ArgumentException">
    /// There is no type, or the expression is wrong; the message has line and column.
    /// </exception>
    public AttestationCheck(string name, IReadOnlyList<string> predicateTypes, string expression)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(predicateTypes);
        ArgumentNullException.ThrowIfNull(expression);
        if (predicateTypes.Count == 0 || predicateTypes.Any(string.IsNullOrEmpty))
            throw new ArgumentException("A check names at least one type of predicate.", nameof(predicateTypes));
        CelCompilation compilation = AttestationExpressions.Environment.Compile(expression);
        if (!compilation.IsValid)
            throw new ArgumentException(
                $"The expression of '{name}' is wrong in line {compilation.Issues[0].Line}, column {compilation.Issues[0].Column}: "
                + compilation.Issues[0].Message, nameof(expression));
        if (compilation.ResultType != CelType.Bool && compilation.ResultType != CelType.Dyn)
            throw new ArgumentException(
                $"The expression of '{name}' is of the type {compilation.ResultType}; true or false is expected.", nameof(expression));
        Name = name;
        PredicateTypes = predicateTypes;
        Expression = expression;
        program = compilation.Program;
    }

    /// <summary>What is asked for, for people.</summary>
    public string Name { get; }

    /// <summary>The types of predicates that are asked.</summary>
    public IReadOnlyList<string> PredicateTypes { get; }

    /// <summary>The expression.</summary>
    public string Expression { get; }

    /// <summary>Whether attestations of a type are asked at all.</summary>
    public bool Concerns(string predicateType)
    {
        ArgumentNullException.ThrowIfNull(predicateType);
        return PredicateTypes.Any(t => predicateType == t || predicateType.StartsWith(t + "/v", StringComparison.Ordinal));
    }

    /// <summary>Asks a verified attestation.</summary>
    /// <param name="attestation">The attestation.</param>
    /// <param name="now">What time it is.</param>
    public AttestationResult Evaluate(VerifiedSignature attestation, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(attestation);
        return attestation.Statement is { } statement
            ? Evaluate(statement, now)
            : new AttestationResult(false, $"'{Name}': the signature is no attestation.");
    }

    /// <summary>Asks a statement, whose signature should have been verified.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="now">What time it is.</param>
    public AttestationResult Evaluate(InTotoStatement statement, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(statement);
        if (!Concerns(statement.PredicateType))
            return new AttestationResult(false, $"'{Name}': the attestation is of another type, '{statement.PredicateType}'.");
        if (statement.Predicate.ValueKind != JsonValueKind.Object)
            return new AttestationResult(false, $"'{Name}': the attestation has no predicate.");
        CelValue value = program.Evaluate(Bindings(statement, now), CostLimit).Value;
        return value switch
        {
            { Kind: CelKind.Bool } when value.AsBool() => new AttestationResult(true, null),
            { Kind: CelKind.Bool } => new AttestationResult(false, $"'{Name}': the attestation says otherwise ({Expression})."),
            { Failure: { } failure } => new AttestationResult(
                false, $"'{Name}': the attestation does not say it: {program.Describe(failure).Message} ({Expression})."),
            _ => new AttestationResult(false, $"'{Name}': the expression gives neither true nor false ({Expression})."),
        };
    }

    private static CelBindings Bindings(InTotoStatement statement, DateTimeOffset now) => new()
    {
        ["predicate"] = CelValue.From(statement.Predicate),
        ["predicateType"] = CelValue.From(statement.PredicateType),
        ["subject"] = CelValue.FromObject(statement.Subjects.Select(s => (object?)new Dictionary<string, object?>
        {
            ["name"] = s.Name ?? "",
            ["digest"] = s.Digests.ToDictionary(d => d.Key, d => (object?)d.Value),
        }).ToList()),
        ["now"] = CelValue.FromObject(now),
    };
}
