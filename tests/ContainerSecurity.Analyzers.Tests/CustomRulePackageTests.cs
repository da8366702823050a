namespace ContainerSecurity.Analyzers.Tests;

/// <summary>A rule that is written once, packed, and restored by another project: it speaks in the engine and in the compiler.</summary>
public class CustomRulePackageTests
{
    private static readonly string[] Warnings =
    [
        "WebShop.cs(10,96): ACME0001",
        "WebShop.cs(11,78): CSEC1001",
        "deploy/cart.yaml(5,12): ACME0001",
    ];

    private static ConsumerProject sample = null!;

    [OneTimeSetUp]
    public void Pack()
    {
        sample = new ConsumerProject("samples/CustomRule", "ContainerSecurity.Cel", "ContainerSecurity", "ContainerSecurity.Analyzers");
        sample.Reset();
        sample.Pack("Acme.Rules");
    }

    [SetUp]
    public void Reset() => sample.Reset();

    [OneTimeTearDown]
    public void Clean() => sample.Dispose();

    [Test]
    public void Rule_of_another_package_warns_beside_the_catalogue_and_is_the_engines_too()
    {
        Assert.That(sample.BuildProject("Shop"), Is.EqualTo(Warnings));
        Assert.That(sample.Run("Shop"), Is.EqualTo(new[] { "deploy/cart.yaml(5,12): ACME0001: Pod cart names the team 'carts'. Allowed: shop, platform." }));
    }

    [Test]
    public void Project_that_follows_the_rule_is_clean()
    {
        foreach (string file in new[] { "WebShop.cs", "deploy/cart.yaml" })
            sample.Write(
                Path.Combine("Shop", file),
                File.ReadAllText(Path.Combine(sample.Folder, "Shop", file))
                    .Replace("\"web\" }", "\"shop\" }")
                    .Replace("team: carts", "team: shop")
                    .Replace(":latest", ":1.4.2"));

        Assert.That(sample.BuildProject("Shop"), Is.Empty);
    }

    [Test]
    public void Severity_of_the_rule_is_the_projects()
    {
        sample.Write("Shop/.editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.ACME0001.severity = none\n");

        Assert.That(sample.BuildProject("Shop"), Is.EqualTo(Warnings.Where(w => !w.StartsWith("WebShop.cs(10", StringComparison.Ordinal))));
    }

    [Test]
    public void Policy_switches_the_rule_off()
    {
        sample.Write("Shop/container-policy.yaml", "apiVersion: containersecurity.io/v1\nkind: Policy\nrules: {ACME0001: false}\n");

        Assert.That(sample.BuildProject("Shop"), Is.EqualTo(Warnings.Where(w => w.EndsWith("CSEC1001", StringComparison.Ordinal))));
    }
}
