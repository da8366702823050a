using System.Reflection;
using System.Text;
using ContainerSecurity.Images;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Images.Tests;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Tool.Tests;

/// <summary>The image of the tool, as the SDK publishes it onto a base of a registry.</summary>
[NonParallelizable]
public class ContainerImageTests
{
    private const string User = "1654";

    [Test]
    public async Task Image_of_the_tool_has_no_root_and_no_shell_and_the_rules_find_nothing()
    {
        using LoopbackRegistry registry = await LoopbackRegistry.StartAsync();
        PushBase(registry.Address);

        ShellCommand.Run(Publish(registry.Address), Root);

        string location = $"docker://{registry.Address}/csec:test";
        var options = new RegistryOptions { PlainHttp = new HashSet<string> { registry.Address } };
        Image image = await ImageReader.ReadAsync(location, new ImageReaderOptions { Registry = options });
        string[] files = await FilesAsync(location, options);
        Decision decision = new PolicyEngine(Policy.Create().UseProfile(Profile.Recommended).Build()).Evaluate(image);
        Assert.Multiple(() =>
        {
            Assert.That(image.User.Value, Is.EqualTo(User));
            Assert.That(files, Has.Some.EqualTo("app/csec.dll"));
            Assert.That(files.Select(f => f.Split('/')[^1]), Has.None.AnyOf("sh", "bash", "dash", "ash", "busybox", "pwsh"));
            Assert.That(decision.Errors, Is.Empty);
            Assert.That(decision.Findings.Select(f => $"{f.Finding.Rule.Id} {f.Finding.Message}"), Is.Empty);
        });
    }

    /// <summary>As much of a base as an image needs to be published onto it; that of .NET is on the network.</summary>
    private static void PushBase(string registry)
    {
        using var layout = new TestLayout();
        byte[] layer = new TarBuilder()
            .File("etc/passwd", $"app:x:{User}:{User}::/home/app:/sbin/nologin\n")
            .File("usr/share/dotnet/dotnet", "the runtime", UnixFileMode.UserRead | UnixFileMode.UserExecute)
            .ToArray();
        Digest blob = layout.AddBlob(layer);
        byte[] config = Encoding.UTF8.GetBytes($$"""{"architecture":"amd64","os":"linux","config":{"Env":["PATH=/usr/share/dotnet"]},"rootfs":{"type":"layers","diff_ids":["{{blob}}"]} }""");
        layout.AddManifest(
            "1",
            $$"""{"schemaVersion":2,"config":{{TestLayout.Describe(ImageMediaType.Config, layout.AddBlob(config), config.Length)}},"layers":[{{TestLayout.Describe(ImageMediaType.Layer, blob, layer.Length)}}]}""");
        ShellCommand.Run($"skopeo copy -q --dest-tls-verify=false --format oci oci:{layout.Path}:1 docker://{registry}/runtime:1", layout.Path);
    }

    /// <summary>The build that is tested is published, and not made anew.</summary>
    private static string Publish(string registry) =>
        $"DOTNET_CONTAINER_INSECURE_REGISTRIES={registry} DOTNET_CLI_UI_LANGUAGE=en dotnet publish src/ContainerSecurity.Tool --no-build -c {Configuration} -t:PublishContainer -v quiet"
        + $" -p:ContainerBaseImage={registry}/runtime:1 -p:ContainerRegistry={registry} -p:ContainerImageTag=test";

    private static async Task<string[]> FilesAsync(string location, RegistryOptions options)
    {
        (IImageSource source, string? reference) = await ImageSource.OpenAsync(location, options);
        await using (source)
        {
            ContainerImage image = await ContainerImage.OpenAsync(source, reference);
            return [.. (await ContainerSecurity.Images.Files.ImageFileSystem.ReadAsync(image)).Files.Select(f => f.Path)];
        }
    }

    private static string Configuration => typeof(ContainerImageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static string Root => typeof(ContainerImageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot")
        .Value!;
}
