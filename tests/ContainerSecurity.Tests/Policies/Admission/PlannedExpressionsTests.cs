using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies.Admission;

namespace ContainerSecurity.Tests.Policies.Admission;

/// <summary>What a policy says is planned once, whoever says it, and never for another environment.</summary>
[NonParallelizable]
public class PlannedExpressionsTests
{
    private static readonly CelEnvironment OfNumbers = CelEnvironment.Create(e => e.AddVariable("object", CelType.Int));
    private static readonly CelEnvironment OfTexts = CelEnvironment.Create(e => e.AddVariable("object", CelType.String));

    [Test]
    public void The_same_text_is_planned_once_in_one_environment_and_apart_in_another()
    {
        CelCompilation first = PlannedExpressions.Of(OfNumbers, "object + 1 == 2"), again = PlannedExpressions.Of(OfNumbers, "object + 1 == 2");
        CelCompilation other = PlannedExpressions.Of(OfTexts, "object + 1 == 2");

        Assert.That(again, Is.SameAs(first));
        Assert.That(first.IsValid, Is.True);
        Assert.That(other.IsValid, Is.False);
    }

    [Test]
    public void However_many_expressions_there_are_few_are_kept_and_all_are_right()
    {
        for (int i = 0; i < PlannedExpressions.MaxCount * 2; i++)
        {
            Assert.That(PlannedExpressions.Of(OfNumbers, $"object + {i} + {new string('1', i % 18 + 1)} > {i}").IsValid, Is.True);
            Assert.That(PlannedExpressions.Count, Is.LessThanOrEqualTo(PlannedExpressions.MaxCount));
        }
    }

    [Test]
    public void An_expression_that_says_too_much_is_not_kept()
    {
        string text = "object == 1" + string.Concat(Enumerable.Repeat(" || object == 2", PlannedExpressions.MaxLength / 10));

        object once = PlannedExpressions.Of(OfNumbers, text);

        Assert.That(PlannedExpressions.Of(OfNumbers, text), Is.Not.SameAs(once));
    }

    [Test]
    public void Variables_of_the_same_name_and_another_type_are_another_environment()
    {
        Assert.That(Errors("1", "variables.v + 1 == 2"), Is.Empty);
        Assert.That(Errors("'a'", "variables.v + 1 == 2"), Is.Not.Empty);
        Assert.That(Errors("'a'", "variables.v + 'b' == 'ab'"), Is.Empty);
        Assert.That(Errors("1", "variables.v + 1 == 2"), Is.Empty);
    }

    [Test]
    public void Policies_with_more_variables_than_an_environment_shares_know_them_all()
    {
        string variables = string.Concat(Enumerable.Range(1, 40).Select(i => $"  - {{ name: v{i}, expression: variables.v{i - 1} + 1 }}\n"));
        string policy = Policy("  - { name: v0, expression: '0' }\n" + variables, "variables.v40 == 40 && variables.v0 == 0");

        Assert.That(AdmissionPolicySet.Read(policy, "policy.yaml", new List<DocumentError>()).Errors, Is.Empty);
    }

    private static IReadOnlyList<DocumentError> Errors(string variable, string validation) => AdmissionPolicySet.Read(
        Policy($"  - {{ name: v, expression: \"{variable}\" }}\n", validation), "policy.yaml", new List<DocumentError>()).Errors;

    private static string Policy(string variables, string validation) => $$"""
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: { name: planned }
        spec:
          matchConstraints: { resourceRules: [ { apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments] } ] }
          variables:
        {{variables}}  validations:
          - expression: "{{validation}}"
        """;
}
