using System.Text;
using ContainerSecurity.Images.Registries;
using ContainerSecurity.Resources.Images;

namespace ContainerSecurity.Images.Tests;

/// <summary>Images that skopeo pushed to a real registry are read back as they are.</summary>
public class RealRegistryTests
{
    private const string User = "tester", Password = "not-a-real-password";

    [TestCase("--format oci")]
    [TestCase("--format v2s2")]
    [TestCase("--dest-compress-format zstd --format oci")]
    public async Task Pushed_image_has_the_files_of_the_layout(string form)
    {
        string folder = RealImages.Small();
        using LoopbackRegistry registry = await LoopbackRegistry.StartAsync();
        ShellCommand.Run(
            $"skopeo copy -q --dest-tls-verify=false {form} {(form.Contains("zstd", StringComparison.Ordinal) ? "docker-archive:docker.tar" : "oci:oci:1")} docker://{registry.Address}/csec/busybox:1",
            folder);

        (IImageSource source, string? reference) = await ImageSource.OpenAsync($"docker://{registry.Address}/csec/busybox:1", Options(registry));
        await using (source)
        {
            Assert.That(await source.ListAsync(), Is.EqualTo(new[] { "1" }));
            (IImageSource layout, _) = await ImageSource.OpenAsync(Path.Combine(folder, "oci"));
            await using (layout)
                Assert.That(await UnpackedImageTests.ListAsync(source, reference), Is.EqualTo(await UnpackedImageTests.ListAsync(layout, "1")));
            ContainerImage image = await ContainerImage.OpenAsync(source, reference);
            Assert.That(
                image.Layers.Select(l => l.Descriptor.MediaType[^4..]),
                Has.All.EqualTo(form.Contains("zstd", StringComparison.Ordinal) ? "zstd" : "gzip"));
        }
    }

    [Test]
    public async Task Debian_system_is_read_from_a_registry()
    {
        string folder = RealImages.Large();
        using LoopbackRegistry registry = await LoopbackRegistry.StartAsync();
        ShellCommand.Run($"skopeo copy -q --dest-tls-verify=false oci:oci:1 docker://{registry.Address}/csec/minbase:1", folder);
        (IImageSource source, string? reference) = await ImageSource.OpenAsync($"{registry.Address}/csec/minbase:1", Options(registry));
        await using (source)
            Assert.That(await UnpackedImageTests.ListAsync(source, reference), Has.Count.GreaterThan(5000));
    }

    [Test]
    public async Task Password_is_taken_from_the_configuration_of_Docker()
    {
        string folder = RealImages.Small();
        using LoopbackRegistry registry = await LoopbackRegistry.StartAsync(User, Password);
        ShellCommand.Run($"skopeo copy -q --dest-tls-verify=false --dest-creds {User}:{Password} oci:oci:1 docker://{registry.Address}/csec/busybox:1", folder);
        string file = Path.GetTempFileName();
        File.WriteAllText(
            file,
            $$"""{"auths":{"{{registry.Address}}":{"auth":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"))}}"} } }""");

        await using (var source = (RegistryImageSource)(await ImageSource.OpenAsync(
            $"{registry.Address}/csec/busybox:1", Options(registry, DockerConfigCredentials.Read(file)))).Source)
            Assert.That(await UnpackedImageTests.ListAsync(source, "1"), Is.Not.Empty);
        await using (var source = (RegistryImageSource)(await ImageSource.OpenAsync($"{registry.Address}/csec/busybox:1", Options(registry))).Source)
            Assert.That(
                () => ContainerImage.OpenAsync(source, "1"),
                Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.Unauthorized));
        File.Delete(file);
    }

    [Test]
    public async Task Unknown_names_are_said_to_be_unknown()
    {
        using LoopbackRegistry registry = await LoopbackRegistry.StartAsync();
        (IImageSource source, string? reference) = await ImageSource.OpenAsync($"{registry.Address}/nothing:1", Options(registry));
        await using (source)
        {
            Assert.That(() => source.ResolveAsync(reference), Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.NotFound));
            Assert.That(() => source.ListAsync(), Throws.TypeOf<ImageReadException>().With.Property("Failure").EqualTo(ImageReadFailure.NotFound));
        }
    }

    [Test]
    public async Task Referrers_are_found_under_their_tag_where_the_registry_has_no_API_for_them()
    {
        string folder = RealImages.Small();
        using LoopbackRegistry registry = await LoopbackRegistry.StartAsync();
        ShellCommand.Run($"skopeo copy -q --dest-tls-verify=false oci:oci:1 docker://{registry.Address}/csec/busybox:1", folder);
        (IImageSource source, string? reference) = await ImageSource.OpenAsync($"{registry.Address}/csec/busybox:1", Options(registry));
        await using (source)
        {
            ManifestContent image = await source.ResolveAsync(reference);
            Assert.That(await source.ListReferrersAsync(image.Descriptor.Digest), Is.Empty);

            using var client = new HttpClient { BaseAddress = new Uri($"http://{registry.Address}/v2/csec/busybox/") };
            string manifest = Encoding.UTF8.GetString(image.Bytes.Span);
            string index = $$"""{"schemaVersion":2,"mediaType":"{{ImageMediaType.Index}}","manifests":[{{TestLayout.Describe(ImageMediaType.Manifest, image.Descriptor.Digest, manifest.Length, ",\"artifactType\":\"application/vnd.example.sbom\"")}}]}""";
            using var content = new StringContent(index, Encoding.UTF8, ImageMediaType.Index);
            content.Headers.ContentType!.CharSet = null;
            using HttpResponseMessage pushed = await client.PutAsync(new Uri($"manifests/{image.Descriptor.Digest.ReferrersTag}", UriKind.Relative), content);
            Assert.That(pushed.IsSuccessStatusCode, await pushed.Content.ReadAsStringAsync());

            Assert.That(await source.ListReferrersAsync(image.Descriptor.Digest, "application/vnd.example.sbom"), Has.Count.EqualTo(1));
            Assert.That(await source.ListReferrersAsync(image.Descriptor.Digest, "application/vnd.example.other"), Is.Empty);
        }
    }

    private static RegistryOptions Options(LoopbackRegistry registry, IRegistryCredentials? credentials = null) =>
        new() { PlainHttp = new HashSet<string> { registry.Address }, Credentials = credentials };
}
