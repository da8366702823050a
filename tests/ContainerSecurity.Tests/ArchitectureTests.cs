using ContainerSecurity.Documents;
using NetArchTest.Rules;

namespace ContainerSecurity.Tests;

/// <summary>Data goes one way: documents, resources, rules, policies, reports.</summary>
public class ArchitectureTests
{
    [TestCase("Documents", "Resources", "Rules", "Policies", "Reports", "Secrets")]
    [TestCase("Resources", "Rules", "Policies", "Reports")]
    [TestCase("Rules", "Policies", "Reports", "Resources.Kubernetes")]
    [TestCase("Secrets", "Resources", "Rules", "Policies", "Reports")]
    [TestCase("Secrets.Shapes", "Secrets.Names", "Secrets.Encodings", "Secrets.Keys", "Secrets.Values", "Secrets.Scanning", "Secrets.Patterns", "Secrets.Files")]
    [TestCase("Secrets.Names", "Secrets.Shapes", "Secrets.Encodings", "Secrets.Keys", "Secrets.Values", "Secrets.Scanning", "Secrets.Patterns", "Secrets.Files")]
    [TestCase("Secrets.Encodings", "Secrets.Names", "Secrets.Keys", "Secrets.Values", "Secrets.Scanning", "Secrets.Patterns", "Secrets.Files")]
    [TestCase("Secrets.Keys", "Secrets.Names", "Secrets.Values", "Secrets.Scanning", "Secrets.Patterns", "Secrets.Files")]
    [TestCase("Secrets.Values", "Secrets.Keys", "Secrets.Scanning", "Secrets.Patterns", "Secrets.Files")]
    [TestCase("Secrets.Scanning", "Secrets.Patterns", "Secrets.Files")]
    [TestCase("Policies", "Reports")]
    [TestCase("Reports", "Resources.Kubernetes")]
    public void Room_does_not_know_the_rooms_above_it(string room, params string[] above)
    {
        TestResult result = Types.InAssembly(typeof(DocumentNode).Assembly)
            .That().ResideInNamespace($"ContainerSecurity.{room}")
            .ShouldNot().HaveDependencyOnAny([.. above.Select(a => $"ContainerSecurity.{a}")])
            .GetResult();

        Assert.That(result.FailingTypeNames ?? [], Is.Empty);
    }
}
