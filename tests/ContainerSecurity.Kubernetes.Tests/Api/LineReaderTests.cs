using System.Text;
using ContainerSecurity.Kubernetes.Api;

namespace ContainerSecurity.Kubernetes.Tests.Api;

public class LineReaderTests
{
    [Test]
    public async Task Lines_come_whole_however_the_stream_is_cut([Values(1, 2, 7, 100_000)] int step)
    {
        string[] lines = ["a", "", new string('b', 70_000), "ä"];

        Assert.That(await ReadAsync(string.Join('\n', lines) + "\n", step, 100_000), Is.EqualTo(lines));
    }

    [Test]
    public async Task What_has_no_end_is_no_line() => Assert.That(await ReadAsync("a\nb", 1, 10), Is.EqualTo(new[] { "a" }));

    [Test]
    public void Line_that_is_too_long_is_refused_and_not_held() =>
        Assert.That(async () => await ReadAsync(new string('x', 10_000_000), 4096, 50_000), Throws.InstanceOf<ApiException>()
            .With.Message.Contains("larger than 50000 bytes"));

    private static async Task<List<string>> ReadAsync(string text, int step, int most)
    {
        using var stream = new SlowStream(Encoding.UTF8.GetBytes(text), step);
        using var reader = new LineReader(stream, most);
        var lines = new List<string>();
        while (await reader.ReadAsync(default) is { } line)
            lines.Add(Encoding.UTF8.GetString(line.Span));
        return lines;
    }

    private sealed class SlowStream(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
