using ContainerSecurity.Policies;
using ContainerSecurity.Rules;
using NUnit.Framework.Constraints;

namespace ContainerSecurity.NUnit;

/// <summary>Passes where a policy allows what is judged, apart from the findings that are expected: see <see cref="Complies"/>.</summary>
public sealed class CompliesConstraint : Constraint
{
    private readonly PolicyEngine engine;
    private readonly RuleDescriptor[] expected;

    internal CompliesConstraint(PolicyEngine engine, params RuleDescriptor[] expected)
    {
        this.engine = engine;
        this.expected = expected;
    }

    /// <inheritdoc/>
    public override string Description =>
        $"allowed by the policy '{engine.Policy.Name}'"
        + (expected.Length == 0 ? "" : $" apart from findings of {string.Join(", ", expected.Select(r => r.Id))}, each of which is there");

    /// <summary>Expects findings: each rule must find something, waived or not, and no other rule may deny.</summary>
    /// <param name="rules">IDs or slugs of rules that the policy runs, at least one.</param>
    /// <exception cref="ArgumentException">No rule is named, or the policy runs no such rule.</exception>
    public CompliesConstraint ExceptFor(params string[] rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (rules.Length == 0)
            throw new ArgumentException("Name the rules whose findings are expected.", nameof(rules));
        return new CompliesConstraint(engine, [.. expected.Union(rules.Select(Find))]);
    }

    /// <summary>Judges.</summary>
    /// <param name="actual">What is judged, of a type that <see cref="Complies"/> names.</param>
    /// <exception cref="ArgumentException">It is of another type.</exception>
    public override ConstraintResult ApplyTo<TActual>(TActual actual)
    {
        IReadOnlyList<Decision> decisions = Subject.Judge(actual, engine);
        List<string> problems = [.. decisions.Select(WithoutExpected).Where(d => !d.IsAllowed).Select(d => d.ToString())];
        problems.AddRange(expected.Where(r => !decisions.Any(d => Finds(d, r))).Select(r => $"{r.Id} {r.Slug} was expected, and found nothing."));
        if (problems.Count == 0 && decisions.Sum(d => d.Resources) == 0)
            problems.Add("There is nothing to judge; the path of a file is given as a FileInfo, that of a folder as a DirectoryInfo.");
        return new CompliesResult(this, actual, problems);
    }

    private Decision WithoutExpected(Decision decision) =>
        expected.Length == 0 ? decision : decision with { Findings = [.. decision.Findings.Where(f => !expected.Contains(f.Finding.Rule))] };

    private static bool Finds(Decision decision, RuleDescriptor rule) =>
        decision.Findings.Any(f => f.Finding.Rule == rule || f.Covers.Contains(rule.Id)) || decision.Folded.Any(f => f.Finding.Rule == rule);

    private RuleDescriptor Find(string name) =>
        engine.Rules.FirstOrDefault(r => IsSame(r.Id, name) || IsSame(r.Slug, name))
        ?? throw new ArgumentException(
            $"The policy runs no rule '{name}'{Suggestion.For(name, engine.Rules.SelectMany(r => new[] { r.Id, r.Slug }))}.", nameof(name));

    private static bool IsSame(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
