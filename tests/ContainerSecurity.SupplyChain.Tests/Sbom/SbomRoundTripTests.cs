using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Sbom;

namespace ContainerSecurity.SupplyChain.Tests.Sbom;

public sealed class SbomRoundTripTests
{
    [TestCase(SbomFormat.CycloneDx)]
    [TestCase(SbomFormat.Spdx)]
    public void What_is_written_is_read_again(SbomFormat format) => AssertSame(Samples.Image, format);

    [TestCase(SbomFormat.CycloneDx)]
    [TestCase(SbomFormat.Spdx)]
    public void What_is_written_is_read_again_whatever_it_is(SbomFormat format)
    {
        for (int seed = 0; seed < 500; seed++)
            AssertSame(Samples.Random(new Random(seed)), format);
    }

    [TestCase(SbomFormat.CycloneDx)]
    [TestCase(SbomFormat.Spdx)]
    public void The_same_inventory_gives_the_same_bytes(SbomFormat format)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            byte[] first = Samples.Write(Samples.Random(new Random(seed)), format);
            byte[] second = Samples.Write(Samples.Random(new Random(seed)), format);

            Assert.That(second, Is.EqualTo(first));
        }
    }

    [TestCase(SbomFormat.CycloneDx)]
    [TestCase(SbomFormat.Spdx)]
    public void A_bill_of_many_packages_is_written_in_pieces(SbomFormat format)
    {
        PackageInventory many = Samples.Image with { Packages = [.. Enumerable.Repeat(Samples.Image.Packages, 1000).SelectMany(p => p)] };

        AssertSame(many, format);
    }

    [Test]
    public void Half_a_surrogate_pair_in_the_name_of_a_file_is_written_as_a_replacement()
    {
        PackageInventory odd = Samples.Image with { Packages = [Samples.Image.Packages[3] with { File = "a\uD800b" }] };

        Assert.That(SbomReader.Read(Samples.Write(odd, SbomFormat.CycloneDx), "x").Inventory!.Packages[0].File, Is.EqualTo("a\uFFFDb"));
        Assert.That(SbomReader.Read(Samples.Write(odd, SbomFormat.Spdx), "x").Inventory!.Packages[0].File, Is.EqualTo("a\uFFFDb"));
    }

    private static void AssertSame(PackageInventory inventory, SbomFormat format)
    {
        SbomReading reading = SbomReader.Read(Samples.Write(inventory, format), "bill.json");

        Assert.That(reading.Error, Is.Null);
        Assert.That(reading.Format, Is.EqualTo(format));
        Assert.That(reading.Inventory!.Packages.Select(Samples.Told), Is.EqualTo(inventory.Packages.Select(Samples.Told)));
        Assert.That(reading.Inventory.Notes, Is.EqualTo(inventory.Notes));
        Assert.That((reading.Inventory.Release?.Id, reading.Inventory.Release?.Version, reading.Inventory.Release?.Name),
            Is.EqualTo((inventory.Release?.Id, inventory.Release?.Version, inventory.Release?.Name)));
        Assert.That(reading.Inventory.Release?.Likeness, Is.EqualTo(inventory.Release?.Likeness));
    }
}
