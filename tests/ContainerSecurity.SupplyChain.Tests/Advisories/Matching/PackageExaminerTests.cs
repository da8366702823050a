using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Advisories.Matching;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Tests.Inventories;

namespace ContainerSecurity.SupplyChain.Tests.Advisories.Matching;

public class PackageExaminerTests
{
    private const string Status = "var/lib/dpkg/status";

    private static Task<Image> Read(int maxBytes) => new TestImage()
        .Layer(("etc/os-release", Databases.Debian), (Status, Databases.Deb("curl", "7.88.1-10")), ("app/node_modules/x/package.json", $$"""{"name":"x","version":"1.0.0","license":"MIT","description":"{{new string('x', 2000)}}"}"""))
        .ReadAsync(image => new PackageExaminer(image, "oci:image", options: new InventoryOptions { MaxFileBytes = maxBytes }));

    [Test]
    public async Task Package_that_cannot_be_read_is_said_although_nobody_listens()
    {
        Image image = await Read(maxBytes: 1000);
        Policy policy = Policy.Create().UseProfile(Profile.None).Rule("CSEC1016").Parameter("refusedLicenses", "AGPL-*").Build();
        Decision decision = new PolicyEngine(policy).Evaluate(image);

        Assert.That(image.Packages!.Select(p => p.Name), Is.EqualTo(new[] { "curl" }));
        Assert.That(image.UnknownPackages.Single(), Does.Contain("app/node_modules/x/package.json"));
        Assert.That(decision.NotEvaluated.Single().Rule, Is.EqualTo("CSEC1016"));
        Assert.That(decision.IsAllowed, Is.False);
    }

    [Test]
    public async Task Image_that_can_be_read_leaves_nothing_unknown() => Assert.That((await Read(maxBytes: 100_000)).UnknownPackages, Is.Empty);
}
