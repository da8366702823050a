using System.Text;
using ContainerSecurity.Resources.Images;
using ContainerSecurity.Secrets;
using ContainerSecurity.Tests.Rules;

namespace ContainerSecurity.Tests.Resources.Images;

public class LayerFileCollectorTests
{
    private const int Window = 128 * 1024;
    private static readonly Layer Bottom = new(0, Digest.OfBytes([]));
    private static readonly string Token = SyntheticSecrets.In("{a GitHub token}");

    private static async Task<IReadOnlyList<LayerFile>> CollectAsync(byte[] content, string path = "app/log.txt")
    {
        var collector = new LayerFileCollector(SecretDetector.Default);
        using var stream = new TricklingStream(content);
        await collector.CollectAsync(Bottom, path, 0b110_100_100, content.Length, stream, default);
        return collector.Files;
    }

    [Test]
    public async Task Secret_is_found_once_wherever_windows_end([Values(0, 100, Window - 60, Window - 20, Window - 1, Window, Window + 9000, 5 * Window - 17)] int at)
    {
        byte[] content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0123456789abcde\n", (at / 16) + 1))[..at] + "\n" + Token + "\n" + new string('x', Window));
        FileSecret secret = (await CollectAsync(content)).Single().Secrets.Single();

        Assert.That(secret.Line, Is.EqualTo(content.AsSpan(0, at + 1).Count((byte)'\n') + 1));
    }

    [Test]
    public async Task Private_key_at_the_edge_of_a_window_is_found_whole()
    {
        string key = SecretPatterns.BuiltIn.Single(p => p.Id == "private-key").Samples[0];
        byte[] content = Encoding.ASCII.GetBytes(new string('\n', Window - 100) + key + new string('\n', Window));

        Assert.That((await CollectAsync(content)).Single().Secrets.Select(s => s.Secret.Pattern.Id), Is.EqualTo(new[] { "private-key" }));
    }

    [Test]
    public async Task Text_of_UTF_16_is_read() =>
        Assert.That((await CollectAsync([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"a\n{Token}\n")])).Single().Secrets.Single().Line, Is.EqualTo(2));

    [Test]
    public async Task Text_is_read_up_to_its_bound()
    {
        byte[] content = new byte[FileText.MaxLength + (2 * Window)];
        Array.Fill(content, (byte)'\n');
        Encoding.ASCII.GetBytes(Token).CopyTo(content, content.Length - 100);

        Assert.That(await CollectAsync(content), Is.Empty);
    }

    [Test]
    public async Task Image_says_what_distribution_and_users_it_has()
    {
        var collector = new LayerFileCollector(SecretDetector.Default);
        foreach ((string path, string text) in new[] { ("usr/lib/os-release", "ID=alpine\nVERSION_ID=3.20.1\n"), ("etc/passwd", "root:x:0:0\nweb:x:1000:1000:,,,:/:/bin/sh\nbroken\n") }) // csec:allow-secret a list of users
            await collector.CollectAsync(Bottom, path, 0, text.Length, new MemoryStream(Encoding.UTF8.GetBytes(text)), default);

        Assert.That(collector.Release, Is.EqualTo(new OperatingSystemRelease("alpine", "3.20.1")));
        Assert.That(collector.UserIds, Is.EquivalentTo(new Dictionary<string, long> { ["root"] = 0, ["web"] = 1000 }));
    }

    /// <summary>Gives its bytes in pieces, as networks do.</summary>
    private sealed class TricklingStream(byte[] content) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 10_007));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));
    }
}
