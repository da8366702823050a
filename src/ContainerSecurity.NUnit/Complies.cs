using ContainerSecurity.Policies;

namespace ContainerSecurity.NUnit;

/// <summary>Begins the assertion that something complies with a policy: <c>Assert.That(deployment, Complies.With(policy))</c>.</summary>
/// <remarks>
/// What is judged may be an object of KubernetesClient, the specification or the template of a pod, a resource of
/// ContainerSecurity, several of them, the text of a manifest, Dockerfile or compose file, a <see cref="FileInfo"/>, a
/// <see cref="DirectoryInfo"/> with all that is judged below it, or a <see cref="Decision"/>.
/// </remarks>
public static class Complies
{
    /// <summary>Asserts that nothing of what is judged is denied by a policy, and that all of it could be read and judged.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="options">The clock, known findings and bounds; null for the defaults.</param>
    /// <exception cref="ArgumentException">The policy or the options name a rule, parameter or value that there is not.</exception>
    public static CompliesConstraint With(Policy policy, PolicyEngineOptions? options = null) =>
        new(new PolicyEngine(policy ?? throw new ArgumentNullException(nameof(policy)), options));

    /// <summary>Asserts that nothing of what is judged is denied by an engine, and that all of it could be read and judged.</summary>
    /// <param name="engine">The engine.</param>
    public static CompliesConstraint With(PolicyEngine engine) => new(engine ?? throw new ArgumentNullException(nameof(engine)));
}
