using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Trust;

/// <summary>What expressions over attestations may say: CEL with the libraries of Kubernetes.</summary>
public static class AttestationExpressions
{
    private static readonly Lazy<CelEnvironment> Whole = new(() => CelEnvironment.Create(e => e
        .AddLibraries(CelLibraries.Strings, CelLibraries.Lists, CelLibraries.Optionals, CelLibraries.Url, CelLibraries.Semver)
        .AddVariable("predicate", CelType.Dyn)
        .AddVariable("predicateType", CelType.String)
        .AddVariable("subject", CelType.List(CelType.Dyn))
        .AddVariable("now", CelType.Timestamp)));

    /// <summary>The variables: <c>predicate</c>, <c>predicateType</c>, <c>subject</c> (a list of <c>name</c> and <c>digest</c>) and <c>now</c>.</summary>
    public static CelEnvironment Environment => Whole.Value;

    /// <summary>Says what is wrong with an expression; null for nothing.</summary>
    /// <param name="expression">The expression.</param>
    public static string? ProblemOf(string expression)
    {
        CelCompilation compiled = Environment.Compile(expression ?? throw new ArgumentNullException(nameof(expression)));
        return !compiled.IsValid ? compiled.Issues[0].ToString()
            : compiled.ResultType == CelType.Bool || compiled.ResultType == CelType.Dyn ? null
            : $"it gives {compiled.ResultType}, and not whether the attestation will do.";
    }
}
