using ContainerSecurity.Images.Tests;
using ContainerSecurity.SupplyChain.Sbom;

namespace ContainerSecurity.Tool.Tests;

/// <summary>The sample <c>ImageInventory</c> on a small image that is made here.</summary>
[NonParallelizable]
public class ImageInventorySampleTests
{
    [Test]
    public void Sample_writes_a_bill_and_tells_what_is_known_of_the_packages()
    {
        using var layout = new TestLayout();
        string folder = Directory.CreateTempSubdirectory("sample-").FullName, bill = Path.Combine(folder, "bom.json"),
            advisories = Path.Combine(folder, "main.yaml");
        File.WriteAllText(advisories, "distroversion: v3.20\nreponame: main\npackages:\n- pkg:\n    name: openssl\n    secfixes:\n      3.3.1-r0: [CVE-2024-4741]\n");
        layout.AddImage("shop", new TarBuilder().File("etc/os-release", "ID=alpine\nVERSION_ID=3.20.1\n")
            .File("lib/apk/db/installed", "P:libcrypto3\nV:3.3.0-r0\nA:x86_64\no:openssl\nm:A Maintainer <m@alpinelinux.org>\n\n").ToArray());
        TextWriter before = Console.Out;
        using var output = new StringWriter();
        try
        {
            Console.SetOut(output);
            object? run = typeof(ImageInventory.Summary).Assembly.EntryPoint!.Invoke(null, [new[] { $"{layout.Path}:shop", advisories, bill }]);
            (run as Task)?.Wait();
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.That(output.ToString(), Does.StartWith("1 packages of alpine 3.20.1")
            .And.Contain("CVE-2024-4741 in libcrypto3 3.3.0-r0 of layer 1, mended by 3.3.1-r0"));
        Assert.That(SbomReader.Read(File.ReadAllBytes(bill), "bom.json").Inventory!.Packages.Single().Name, Is.EqualTo("libcrypto3"));
        Directory.Delete(folder, recursive: true);
    }
}
