using System.Reflection;
using System.Text;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Images.Tests;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.SupplyChain.Inventories;
using ContainerSecurity.SupplyChain.Sbom;

namespace ContainerSecurity.Tool.Tests;

/// <summary>What the package ContainerSecurity.Build adds to a project's builds, as the SDK runs it.</summary>
[NonParallelizable]
public class BuildSbomTests
{
    private string folder = "";

    [SetUp]
    public void WriteProject()
    {
        folder = Directory.CreateTempSubdirectory("csec-build-").FullName;
        foreach (string file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            File.WriteAllText(Path.Combine(folder, file), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "System.Console.WriteLine(typeof(ZstdSharp.Compressor));");
        File.WriteAllText(Path.Combine(folder, "shop.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Version>1.4.2</Version>
                <UseAppHost>false</UseAppHost>
                <ContainerSecurityGate>false</ContainerSecurityGate>
                <ContainerSecurityBuildProgram>{Program}</ContainerSecurityBuildProgram>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="ZstdSharp.Port" Version="[{ZstdVersion}]" />
                <PackageReference Include="Microsoft.CodeAnalysis.PublicApiAnalyzers" Version="[5.6.0]" PrivateAssets="all" />
              </ItemGroup>
              <Import Project="{Path.Combine(Root, "src/ContainerSecurity.Build/build/ContainerSecurity.Build.targets")}" />
            </Project>
            """);
    }

    [TearDown]
    public void DeleteProject() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Published_program_has_a_bill_of_what_it_ships()
    {
        Publish("");

        PackageInventory bill = Bill("shop.cdx.json");
        Assert.That(bill.Packages.Select(p => $"{p.Url}"), Is.EqualTo([$"pkg:nuget/ZstdSharp.Port@{ZstdVersion}"]));
        Assert.That(File.ReadAllText(BillPath("shop.cdx.json")), Does.Contain("\"shop\"").And.Contain("1.4.2").And.Not.Contain(folder));
    }

    [Test]
    public void Program_without_a_list_of_its_packages_has_a_bill_of_what_the_build_put_in()
    {
        Publish("-p:GenerateDependencyFile=false -p:ContainerSecuritySbomFormat=spdx");

        Assert.That(Bill("shop.spdx.json").Packages.Select(p => $"{p.Url}"), Is.EqualTo([$"pkg:nuget/ZstdSharp.Port@{ZstdVersion}"]));
    }

    [Test]
    public void Build_that_wants_no_bill_gets_none()
    {
        Publish("-p:ContainerSecuritySbom=false");

        Assert.That(Directory.Exists(Path.GetDirectoryName(BillPath("shop.cdx.json"))), Is.False);
    }

    [Test]
    public async Task Published_image_has_a_bill_of_its_base_and_its_program()
    {
        using LoopbackRegistry registry = await LoopbackRegistry.StartAsync();
        PushBase(registry.Address);

        Publish(
            $"-t:PublishContainer -p:ContainerBaseImage={registry.Address}/base:1 -p:ContainerRegistry={registry.Address} -p:ContainerRepository=shop/web -p:ContainerImageTag=7",
            $"DOTNET_CONTAINER_INSECURE_REGISTRIES={registry.Address}");

        PackageInventory bill = Bill("shop.image.cdx.json");
        string digest = await DigestAsync($"docker://{registry.Address}/shop/web:7", registry.Address);
        Assert.Multiple(() =>
        {
            Assert.That(bill.Packages.Select(p => p.Name), Is.EquivalentTo(["ZstdSharp.Port", "zlib1g"]));
            Assert.That(bill.Packages.Select(p => p.Layer).Distinct().Count(), Is.EqualTo(2));
            Assert.That(File.ReadAllText(BillPath("shop.image.cdx.json")), Does.Contain(digest));
        });
    }

    [Test]
    public async Task Image_written_to_an_archive_has_a_bill_too()
    {
        using LoopbackRegistry registry = await LoopbackRegistry.StartAsync();
        PushBase(registry.Address);

        Publish(
            $"-t:PublishContainer -p:ContainerBaseImage={registry.Address}/base:1 -p:ContainerArchiveOutputPath={folder}/out/shop.tar.gz",
            $"DOTNET_CONTAINER_INSECURE_REGISTRIES={registry.Address}");

        Assert.That(Bill("shop.image.cdx.json").Packages.Select(p => p.Name), Is.EquivalentTo(["ZstdSharp.Port", "zlib1g"]));
    }

    private static string ZstdVersion => typeof(ZstdSharp.Compressor).Assembly.GetName().Version!.ToString(3);

    internal static string Program =>
        Path.Combine(Root, $"artifacts/bin/ContainerSecurity.Build/{Configuration.ToLowerInvariant()}/ContainerSecurity.Build.dll");

    private static string Configuration => typeof(BuildSbomTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    internal static string Root => typeof(BuildSbomTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot")
        .Value!;

    private void Publish(string options, string environment = "") =>
        ShellCommand.Run($"{environment} DOTNET_CLI_UI_LANGUAGE=en dotnet publish shop.csproj -c Release -v quiet -nodeReuse:false -warnaserror {options}",
            folder);

    private string BillPath(string name) => Path.Combine(folder, "bin/Release/net10.0/sbom", name);

    private PackageInventory Bill(string name) => SbomReader.Read(File.ReadAllBytes(BillPath(name)), name).Inventory!;

    internal static async Task<string> DigestAsync(string location, string registry)
    {
        (IImageSource source, string? reference) = await ImageSource.OpenAsync(location, new RegistryOptions { PlainHttp = new HashSet<string> { registry } });
        await using (source)
            return (await ContainerImage.OpenAsync(source, reference)).Descriptor.Digest.ToString();
    }

    /// <summary>Pushes a base image.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="settings">The <c>config</c> of its configuration.</param>
    /// <param name="release">The distribution's version, by which two bases differ.</param>
    internal static void PushBase(string registry, string settings = """{"Env":["PATH=/usr/bin"]}""", string release = "12")
    {
        using var layout = new TestLayout();
        byte[] layer = new TarBuilder()
            .File("etc/os-release", $"ID=debian\nVERSION_ID=\"{release}\"\n")
            .File("var/lib/dpkg/status", "Package: zlib1g\nStatus: install ok installed\nMaintainer: Mark Brown <broonie@debian.org>\nArchitecture: amd64\nSource: zlib\nVersion: 1:1.2.13.dfsg-1\n\n")
            .ToArray();
        Digest blob = layout.AddBlob(layer);
        byte[] config = Encoding.UTF8.GetBytes($$"""{"architecture":"amd64","os":"linux","config":{{settings}},"rootfs":{"type":"layers","diff_ids":["{{blob}}"]} }""");
        layout.AddManifest(
            "1",
            $$"""{"schemaVersion":2,"config":{{TestLayout.Describe(ImageMediaType.Config, layout.AddBlob(config), config.Length)}},"layers":[{{TestLayout.Describe(ImageMediaType.Layer, blob, layer.Length)}}]}""");
        ShellCommand.Run($"skopeo copy -q --dest-tls-verify=false --format oci oci:{layout.Path}:1 docker://{registry}/base:1", layout.Path);
    }
}
