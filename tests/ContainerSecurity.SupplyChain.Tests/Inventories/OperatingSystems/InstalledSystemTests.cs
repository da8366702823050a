using System.Diagnostics;
using ContainerSecurity.SupplyChain.Inventories;

namespace ContainerSecurity.SupplyChain.Tests.Inventories.OperatingSystems;

/// <summary>Compares with the package manager of the machine that the tests run on.</summary>
public class InstalledSystemTests
{
    [Test]
    public async Task The_database_of_this_machine_reads_as_dpkg_reads_it()
    {
        const string status = "/var/lib/dpkg/status", query = "/usr/bin/dpkg-query";
        if (!File.Exists(status) || !File.Exists(query))
            Assert.Ignore("This machine has no dpkg.");
        PackageInventory inventory = await new InventoryReader().ReadFileAsync(status);
        const string format = "${db:Status-Status} ${Package} ${Version} ${Architecture} ${source:Package} ${source:Version}\\n";
        var start = new ProcessStartInfo(query, ["-W", "-f", format])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        string[] expected = [.. output.Split('\n')
            .Where(l => l.StartsWith("installed ", StringComparison.Ordinal))
            .Select(l => l["installed ".Length..])
            .Order(StringComparer.Ordinal)];
        string[] found = [.. inventory.Packages
            .Select(p => $"{p.Name} {p.Version} {p.Url.Qualifiers["arch"]} {p.SourceName} {p.SourceVersion}")
            .Order(StringComparer.Ordinal)];
        Assert.That(found, Is.EqualTo(expected));
        Assert.That(inventory.Notes.Where(n => n.File is not null), Is.Empty);
    }

    [Test]
    public async Task The_root_of_this_machine_has_a_release_and_packages()
    {
        if (!File.Exists("/var/lib/dpkg/status") || !File.Exists("/etc/os-release"))
            Assert.Ignore("This machine has no dpkg.");
        string root = Directory.CreateTempSubdirectory("csec-root-").FullName;
        foreach (string file in new[] { "etc/os-release", "var/lib/dpkg/status" })
        {
            Directory.CreateDirectory(Path.Combine(root, Path.GetDirectoryName(file)!));
            File.Copy("/" + file, Path.Combine(root, file));
        }
        PackageInventory inventory = await new InventoryReader().ReadFolderAsync(root);
        Directory.Delete(root, recursive: true);
        Assert.That(inventory.Release, Is.Not.Null);
        Assert.That(inventory.Packages.Count(p => p.IsFromDistribution), Is.GreaterThan(inventory.Packages.Count * 8 / 10));
    }
}
