using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Inventories.Builds;

namespace ContainerSecurity.SupplyChain.Tests.Inventories;

/// <summary>What a .NET build published, where the program keeps no list of its packages.</summary>
public class BuildInventoryTests
{
    private const string Library = """{"type":"package","runtime":{"lib/net8.0/A.dll":{}}}""";

    private string folder = "";

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("csec-published-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Program_compiled_ahead_of_time_has_the_packages_of_its_target_and_the_runtime_that_is_in_it()
    {
        string assets = $$$$$$"""
            {"targets":{"net10.0":{"All/1.0.0":{{{{{{Library}}}}}}},
              "net10.0/linux-x64":{"Polly/8.5.0":{{{{{{Library}}}}}},"Analyzer/1.0.0":{"type":"package"},"Placeholder/1.0.0":{"type":"package","runtime":{"lib/net8.0/_._":{}}},"Own/1.0.0":{"type":"project","runtime":{"bin/Own.dll":{} }}},
              "net10.0/win-x64":{"Other/1.0.0":{{{{{{Library}}}}}}}},
             "project":{"frameworks":{"net10.0":{"targetAlias":"net10.0","downloadDependencies":[
               {"name":"Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64","version":"[10.0.1, 10.0.1]"},
               {"name":"Microsoft.NETCore.App.Runtime.NativeAOT.win-x64","version":"[10.0.1, 10.0.1]"},
               {"name":"runtime.linux-x64.Microsoft.DotNet.ILCompiler","version":"[10.0.1, 10.0.1]"}]}}}}
            """;

        PackageInventory inventory = await ReadAsync(assets, "net10.0", "linux-x64");

        Assert.That(inventory.Packages.Select(p => $"{p.Name} {p.Version}"),
            Is.EqualTo(["Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64 10.0.1", "Polly 8.5.0"]));
        Assert.That(inventory.Notes, Is.Empty);
    }

    [Test]
    public async Task Packages_of_other_target_frameworks_are_not_in_the_program()
    {
        string assets = $$$$$$"""{"targets":{"net8.0":{"Old/1.0.0":{{{{{{Library}}}}}}},"net10.0":{"New/2.0.0":{{{{{{Library}}}}}}}},"project":{"frameworks":{} } }""";

        Assert.That((await ReadAsync(assets, "net10.0", null)).Packages.Select(p => p.Name), Is.EqualTo(["New"]));
    }

    [Test]
    public async Task Folder_with_a_list_of_its_own_is_believed()
    {
        File.WriteAllText(Path.Combine(folder, "shop.deps.json"), """{"runtimeTarget":{"name":"t"},"targets":{"t":{} },"libraries":{} }""");

        Assert.That((await ReadAsync($$$$$$"""{"targets":{"net10.0":{"New/2.0.0":{{{{{{Library}}}}}}}}}""", "net10.0", null)).Packages, Is.Empty);
    }

    [TestCase("""{"targets":{"net8.0":{},"net9.0":{}}}""", "no target", TestName = "A_target_that_is_not_there")]
    [TestCase("""{"targets":""", "cannot be read", TestName = "A_broken_file")]
    [TestCase("""{}""", "no targets", TestName = "Another_file")]
    public async Task What_is_not_known_is_said(string assets, string expected)
    {
        PackageInventory inventory = await ReadAsync(assets, "net10.0", null);

        Assert.That(inventory.Notes.Select(n => n.Message), Has.One.Contains(expected));
    }

    [Test]
    public async Task Program_of_which_nothing_tells_is_said_to_be_unknown()
    {
        PackageInventory inventory = await new InventoryReader().ReadBuildAsync(new PublishedBuild(folder));

        Assert.That(inventory.Notes.Select(n => n.Message), Has.One.Contains("unknown"));
    }

    [Test]
    public async Task Assets_longer_than_the_bound_are_not_read()
    {
        File.WriteAllText(Path.Combine(folder, "a.json"), new string(' ', 5000));
        var build = new PublishedBuild(folder) { AssetsFile = Path.Combine(folder, "a.json") };

        PackageInventory inventory = await new InventoryReader(new InventoryOptions { MaxFileBytes = 1000 }).ReadBuildAsync(build);

        Assert.That(inventory.Notes.Select(n => n.Message), Has.One.Contains("larger than 1000 bytes"));
    }

    private async Task<PackageInventory> ReadAsync(string assets, string framework, string? runtime)
    {
        string file = Path.Combine(folder, "project.assets.txt");
        File.WriteAllText(file, assets);
        return await new InventoryReader()
            .ReadBuildAsync(new PublishedBuild(folder) { AssetsFile = file, TargetFramework = framework, RuntimeIdentifier = runtime });
    }
}
