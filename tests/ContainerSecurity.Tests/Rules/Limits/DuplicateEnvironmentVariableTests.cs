using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Limits;

namespace ContainerSecurity.Tests.Rules.Resources;

public class DuplicateEnvironmentVariableTests
{
    private static IReadOnlyList<Finding> Judge(string env) => Manifest.Pod($"env: [{env}]").Judge<DuplicateEnvironmentVariable>();

    [TestCase("{name: A, value: x}, {name: A, value: y}", 1)]
    [TestCase("{name: A, value: x}, {name: B}, {name: A, value: x}, {name: A}", 2)]
    [TestCase("{name: A, value: x}, {name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}", 1)]
    public void Each_entry_after_the_first_of_its_name_is_reported(string env, int count)
    {
        IReadOnlyList<Finding> findings = Judge(env);

        Assert.That(findings, Has.Count.EqualTo(count));
        Assert.That(findings[^1].Location.Path, Does.EndWith(".name").And.Not.Contain("env[0]"));
    }

    [TestCase("{name: A}, {name: B}")]
    [TestCase("{name: A}, {name: a}")]
    [TestCase("{name: '{{ .Values.a }}'}, {name: '{{ .Values.a }}'}")]
    public void Other_and_unknown_names_are_not_reported(string env) => Assert.That(Judge(env), Is.Empty);

    [Test]
    public void Each_container_has_names_of_its_own() => Assert.That(
        new Manifest("{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {containers: [{name: a, env: [{name: A}]}, {name: b, env: [{name: A}]}]}}")
            .Judge<DuplicateEnvironmentVariable>(),
        Is.Empty);
}
