// csec:allow-secrets-of-file: made-up ones
using System.Globalization;
using System.Security.Cryptography;
using ContainerSecurity.Images.Archives;
using ContainerSecurity.Images.Files;
using ContainerSecurity.Images.Layers;

namespace ContainerSecurity.Images.Tests;

/// <summary>The merged view of real images is what another unpacker puts on disk.</summary>
public class UnpackedImageTests
{
    [Test]
    public async Task Small_image_has_the_files_that_umoci_unpacks() => await CompareAsync(RealImages.Small());

    [Test]
    public async Task Debian_system_has_the_files_that_umoci_unpacks() => await CompareAsync(RealImages.Large());

    [TestCase("oci:1")]
    [TestCase("oci.tar:1")]
    [TestCase("docker.tar:example.com/busybox:1")]
    [TestCase("docker.tar")]
    public async Task Every_form_of_an_image_has_the_same_files(string location)
    {
        string folder = RealImages.Small();
        (IImageSource source, string? reference) = await ImageSource.OpenAsync(Path.Combine(folder, location));
        await using (source)
            Assert.That(await ListAsync(source, reference), Is.EqualTo(await LayoutListAsync(folder)));
    }

    [Test]
    public async Task Compressed_archives_are_read_as_they_are()
    {
        string folder = RealImages.Small();
        ShellCommand.Require("zstd");
        ShellCommand.Run("gzip -kf docker.tar && zstd -qf oci.tar", folder);
        foreach (string file in new[] { "docker.tar.gz", "oci.tar.zst" })
        {
            (IImageSource source, string? reference) = await ImageSource.OpenAsync(Path.Combine(folder, file));
            await using (source)
                Assert.That(await ListAsync(source, reference), Is.EqualTo(await LayoutListAsync(folder)));
        }
    }

    [Test]
    public async Task Deleted_files_are_seen_in_their_layer_and_are_hidden_in_the_image()
    {
        await using LayoutImageSource source = await LayoutImageSource.OpenAsync(Path.Combine(RealImages.Small(), "oci"));
        ContainerImage image = await ContainerImage.OpenAsync(source);
        var seen = new List<(int Layer, string Path, string Content)>();
        ImageFileSystem files = await ImageFileSystem.ReadAsync(image, new ImageFileSystemOptions
        {
            OnEntry = async (layer, entry, cancellation) =>
            {
                if (entry.Name == "password")
                    seen.Add((layer.Index, entry.Path, await new StreamReader(entry.Content).ReadToEndAsync(cancellation)));
            },
        });

        Assert.That(seen, Is.EqualTo(new[] { (0, "etc/password", "s3cret\n"), (1, "etc/password", "") }));
        Assert.That(files.IsHidden("etc/password", 0));
        Assert.That(files.IsHidden("hello", 1), Is.False);
        Assert.That(image.Layers[1].Step!.CreatedBy, Is.EqualTo("RUN rm /etc/password"));
        Assert.That(image.Config.User, Is.EqualTo("1000:1000"));
        Assert.That(files.Find("bin/busybox")!.Mode & 0b100_000_000_000, Is.Not.Zero, "setuid");
    }

    private static async Task CompareAsync(string folder)
    {
        string target = Directory.CreateTempSubdirectory("csec-unpack-").FullName;
        try
        {
            ShellCommand.Run($"umoci unpack --image oci:1 {target}/b", folder);
            string root = $"{target}/b/rootfs";
            string[] found = ShellCommand.Run(
                """find . -mindepth 1 \( -type f -printf '%P|f|%m|%U|%G|%s|\n' -o -type l -printf '%P|l|%U|%G|%l\n' -o -printf '%P|%y|%m|%U|%G\n' \)""", root).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            string[] unpacked = [.. found.Select(line =>
                line.EndsWith('|')
                    ? line + Sha256(Path.Combine(root, line[..line.IndexOf('|', StringComparison.Ordinal)]))
                    : line)];
            Assert.That(unpacked, Is.Not.Empty);
            Assert.That(await LayoutListAsync(folder), Is.EqualTo(unpacked.Order(StringComparer.Ordinal)));
        }
        finally
        {
            Directory.Delete(target, recursive: true);
        }
    }

    private static string Sha256(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static async Task<IReadOnlyList<string>> LayoutListAsync(string folder)
    {
        await using LayoutImageSource source = await LayoutImageSource.OpenAsync(Path.Combine(folder, "oci"));
        return await ListAsync(source, "1");
    }

    internal static async Task<IReadOnlyList<string>> ListAsync(IImageSource source, string? reference)
    {
        ContainerImage image = await ContainerImage.OpenAsync(source, reference);
        ImageFileSystem files = await ImageFileSystem.ReadAsync(image, new ImageFileSystemOptions { ComputeDigests = true });
        Assert.That(files.Files.Count(), Is.EqualTo(files.Count));
        return [.. files.Files.Select(Line).Order(StringComparer.Ordinal)];
    }

    private static string Line(ImageFile file)
    {
        string mode = Convert.ToString(file.Mode, 8), owner = string.Create(CultureInfo.InvariantCulture, $"{file.UserId}|{file.GroupId}");
        return file.Type switch
        {
            LayerEntryType.File => string.Create(CultureInfo.InvariantCulture, $"{file.Path}|f|{mode}|{owner}|{file.Size}|{file.Digest!.Encoded}"),
            LayerEntryType.SymbolicLink => $"{file.Path}|l|{owner}|{file.LinkTarget}",
            LayerEntryType.Directory => $"{file.Path}|d|{mode}|{owner}",
            LayerEntryType.Pipe => $"{file.Path}|p|{mode}|{owner}",
            LayerEntryType.CharacterDevice => $"{file.Path}|c|{mode}|{owner}",
            _ => $"{file.Path}|b|{mode}|{owner}",
        };
    }
}
