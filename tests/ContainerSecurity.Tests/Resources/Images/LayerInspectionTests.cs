using System.Text;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Resources.Images.Inspectors;
using ContainerSecurity.Secrets;
using ContainerSecurity.Tests.Rules;

namespace ContainerSecurity.Tests.Resources.Images;

public class LayerInspectionTests
{
    private const int Window = 128 * 1024;
    private static readonly Layer Bottom = new(0, Digest.OfBytes([]));
    private static readonly string Token = SyntheticSecrets.In("{a GitHub token}");

    private static async Task<IReadOnlyList<LayerFile>> InspectAsync(byte[] content, string path = "app/log.txt", params ILayerInspector[] inspectors)
    {
        var inspection = new LayerInspection([.. LayerInspectors.BuiltIn(SecretDetector.Default), .. inspectors]);
        using var stream = new TricklingStream(content);
        await inspection.InspectAsync(new LayerFile(Bottom, path) { Mode = 0b110_100_100, Size = content.Length }, stream);
        return inspection.Files;
    }

    [Test]
    public async Task Secret_is_found_once_wherever_windows_end(
        [Values(0, 100, Window - 60, Window - 20, Window - 1, Window, Window + 9000, 5 * Window - 17)] int at)
    {
        byte[] content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0123456789abcde\n", (at / 16) + 1))[..at]
            + "\n"
            + Token
            + "\n"
            + new string('x', Window));
        FileSecret secret = (await InspectAsync(content)).Single().Secrets.Single();

        Assert.That(secret.Line, Is.EqualTo(content.AsSpan(0, at + 1).Count((byte)'\n') + 1));
    }

    [Test]
    public async Task Private_key_at_the_edge_of_a_window_is_found_whole()
    {
        string key = SecretPatterns.BuiltIn.Single(p => p.Id == "private-key").Samples[0];
        byte[] content = Encoding.ASCII.GetBytes(new string('\n', Window - 100) + key + new string('\n', Window));

        Assert.That((await InspectAsync(content)).Single().Secrets.Select(s => s.Secret.Pattern.Id), Is.EqualTo(new[] { "private-key" }));
    }

    [Test]
    public async Task Text_of_UTF_16_is_read() =>
        Assert.That(
            (await InspectAsync([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"a\n{Token}\n")]))
                .Single().Secrets
                .Single().Line,
            Is.EqualTo(2));

    [Test]
    public async Task Text_is_read_up_to_its_bound()
    {
        byte[] content = new byte[FileText.MaxLength + (2 * Window)];
        Array.Fill(content, (byte)'\n');
        Encoding.ASCII.GetBytes(Token).CopyTo(content, content.Length - 100);

        Assert.That(await InspectAsync(content), Is.Empty);
    }

    [Test]
    public async Task Image_says_what_distribution_and_users_it_has()
    {
        var inspection = new LayerInspection(LayerInspectors.BuiltIn(SecretDetector.Default));
        foreach ((string path, string text) in new[] { ("usr/lib/os-release", "ID=alpine\nVERSION_ID=3.20.1\n"), ("etc/passwd", "root:x:0:0\nweb:x:1000:1000:,,,:/:/bin/sh\nbroken\n") }) // csec:allow-secret a list of users
            await inspection.InspectAsync(new LayerFile(Bottom, path) { Size = text.Length }, new MemoryStream(Encoding.UTF8.GetBytes(text)));

        Assert.That(inspection.Release, Is.EqualTo(new OperatingSystemRelease("alpine", "3.20.1")));
        Assert.That(inspection.UserIds, Is.EquivalentTo(new Dictionary<string, long> { ["root"] = 0, ["web"] = 1000 }));
    }

    [Test]
    public async Task Inspector_of_ones_own_tells_facts_beside_what_others_tell()
    {
        byte[] content = Encoding.ASCII.GetBytes($"#!/bin/sh\n{Token}\n");
        LayerFile file = (await InspectAsync(content, "app/run", new Reader("app/run", 9))).Single();

        Assert.That(file.Facts, Is.EqualTo(new[] { "#!/bin/sh" }));
        Assert.That(file.Secrets, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task File_that_concerns_no_inspector_is_not_kept_nor_read()
    {
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(Token));
        var inspection = new LayerInspection([new Reader("other", 10)]);
        await inspection.InspectAsync(new LayerFile(Bottom, "app/run") { Size = stream.Length }, stream);

        Assert.That(inspection.Files, Is.Empty);
        Assert.That(stream.Position, Is.Zero);
    }

    [Test]
    public async Task Every_inspector_reads_from_the_beginning_and_no_further_than_it_wants(
        [Values(0, 1, 10, 5000)] int first, [Values(0, 1, 10, 5000)] int second, [Values(10, 6000)] int third)
    {
        byte[] content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 2000).Select(i => i % 10)));
        LayerFile file = (await InspectAsync(content, "a", new Reader("a", first), new Reader("a", second), new Reader("a", third))).Single();

        string text = Encoding.ASCII.GetString(content);
        Assert.That(file.Facts, Is.EqualTo(new[] { first, second, third }.Select(n => text[..Math.Min(n, text.Length)])));
    }

    [Test]
    public async Task Two_inspectors_cannot_both_want_more_than_is_kept()
    {
        byte[] content = new byte[LayerInspection.LargestShared + 2];
        InvalidOperationException? refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            InspectAsync(content, "a", new Reader("a", int.MaxValue), new Reader("a", int.MaxValue)));

        Assert.That(refused!.Message, Does.Contain("'a'"));
    }

    [Test]
    public async Task One_inspector_may_want_more_than_is_kept()
    {
        byte[] content = new byte[LayerInspection.LargestShared + 2];
        LayerFile file = (await InspectAsync(content, "a", new Reader("a", int.MaxValue))).Single();

        Assert.That(file.Facts.OfType<string>().Single(), Has.Length.EqualTo(content.Length));
    }

    [Test]
    public async Task Link_is_kept_for_its_mode_alone()
    {
        var inspection = new LayerInspection(LayerInspectors.BuiltIn(SecretDetector.Default));
        await inspection.InspectAsync(new LayerFile(Bottom, "bin/su2") { Mode = 0b100_111_101_101, LinkTarget = "bin/su" }, Stream.Null);
        await inspection.InspectAsync(new LayerFile(Bottom, "root/.npmrc") { LinkTarget = "x" }, Stream.Null);

        Assert.That(inspection.Files.Select(f => (f.Path, f.LinkTarget)), Is.EqualTo(new[] { ("bin/su2", "bin/su") }));
    }

    /// <summary>Gives its bytes in pieces, as networks do.</summary>
    private sealed class TricklingStream(byte[] content) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 10_007));

        public override Task<int> ReadAsync(
            byte[] buffer,
            int offset,
            int count,
            CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));
    }

    /// <summary>Tells what it reads of one file, as a text.</summary>
    private sealed class Reader(string path, long length) : ILayerInspector
    {
        public long? Wants(LayerFile file) => file.Path == path ? length : null;

        public async Task<LayerFile?> InspectAsync(LayerFile file, Stream content, CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(content, Encoding.ASCII);
            return file.With(await reader.ReadToEndAsync(cancellationToken));
        }
    }
}
