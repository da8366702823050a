using System.Text;
using ContainerSecurity.Documents;
using ContainerSecurity.Policies;
using ContainerSecurity.Resources;
using ContainerSecurity.Sources;

namespace ContainerSecurity.Tests.Sources;

/// <summary>A source is opened once, within bounds, and what it throws is an error of its own.</summary>
public class SourceReaderTests
{
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: app, image: a}]}\n";

    private static readonly byte[] Latin = Encoding.Latin1.GetBytes("apiVersion: v1\nkind: Pod\nmetadata: {name: caf\u00e9}\n");

    private static IEnumerable<TestCaseData> Contents()
    {
        yield return new TestCaseData("pod.yaml", Encoding.UTF8.GetBytes(Pod)) { TestName = "Manifest_is_opened_once" };
        yield return new TestCaseData("other.yaml", Encoding.UTF8.GetBytes("a: 1")) { TestName = "File_of_another_tool_is_opened_once" };
        yield return new TestCaseData("latin.yaml", Latin) { TestName = "Text_that_is_no_UTF8_is_opened_once" };
        yield return new TestCaseData("binary.yaml", new byte[] { 0x7F, 0, 0xFF, 0xFE }) { TestName = "Binary_file_is_opened_once" };
        yield return new TestCaseData("huge.yaml", Encoding.UTF8.GetBytes(new string('a', 500) + ": b")) { TestName = "Huge_file_is_opened_once" };
        yield return new TestCaseData("Dockerfile", "FROM a:1\n"u8.ToArray()) { TestName = "Dockerfile_is_opened_once" };
        yield return new TestCaseData("compose.yaml", "services: {web: {image: a}}"u8.ToArray()) { TestName = "Compose_file_is_opened_once" };
    }

    [TestCaseSource(nameof(Contents))]
    public void Source_is_opened_once_and_closed(string name, byte[] bytes)
    {
        int opened = 0, closed = 0;
        var source = new Source(name, () => new CountedStream(bytes, () => opened++, () => closed++)) { IsFound = true };
        var engine = new PolicyEngine(
            Policy.Create().UseProfile(Profile.All).WithCompleteSet().Build(),
            new PolicyEngineOptions { Limits = new DocumentLimits { MaxLength = 100 } });

        _ = engine.Scan([source]).ToList();

        Assert.That((opened, closed), Is.EqualTo((1, 1)));
    }

    [TestCaseSource(nameof(Contents))]
    public async Task What_is_waited_for_holds_what_is_at_hand(string name, byte[] bytes)
    {
        var reader = new SourceReader(new SourceReaderOptions { Limits = new DocumentLimits { MaxLength = 100 } });
        SourceContent atHand = reader.Read(new Source(name, () => new MemoryStream(bytes)) { IsFound = true });

        SourceContent awaited = await reader.ReadAsync(new Source(name, _ => new ValueTask<Stream>(new TricklingStream(bytes))) { IsFound = true });

        Assert.That(awaited.Resources.Select(r => r.Identity), Is.EqualTo(atHand.Resources.Select(r => r.Identity)));
        Assert.That(awaited.Errors.Select(e => e.Message.Replace("input", "file", StringComparison.Ordinal)), Is.EqualTo(atHand.Errors.Select(e => e.Message)));
        Assert.That(awaited.Skipped is null, Is.EqualTo(atHand.Skipped is null));
    }

    [Test]
    public void Stream_without_end_is_read_to_a_bound_and_is_an_error()
    {
        long read = 0;
        var reader = new SourceReader(new SourceReaderOptions { Limits = new DocumentLimits { MaxLength = 10_000 } });

        SourceContent content = reader.Read(new Source("endless.yaml", () => new EndlessStream(count => read += count)));

        Assert.That(content.Errors.Single().Message, Does.Contain("larger than 10000 characters"));
        Assert.That(read, Is.LessThanOrEqualTo(60_000));
    }

    [Test]
    public void Stream_that_breaks_is_an_error_with_the_name_of_the_source()
    {
        SourceContent content = new SourceReader().Read(new Source("torn.yaml", () => new BreakingStream(Encoding.UTF8.GetBytes(Pod), 10)));

        Assert.That(content.Errors.Single().ToString(), Does.Contain("torn.yaml").And.Contain("cannot be read"));
        Assert.That(content.Resources, Is.Empty);
    }

    [Test]
    public async Task Cancelling_of_the_source_is_its_error_and_that_of_the_caller_goes_through()
    {
        var source = new Source("slow.yaml", _ => throw new OperationCanceledException("the store gave up"));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        Assert.That((await new SourceReader().ReadAsync(source)).Errors.Single().IsFault);
        Assert.That(async () => await new SourceReader().ReadAsync(source, cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Format_of_ones_own_is_asked_before_the_others()
    {
        var reader = new SourceReader(new SourceReaderOptions { Formats = [new OwnFormat()] });

        Assert.That(reader.Read(Pod, "own.yaml").Resources.Single(), Is.InstanceOf<TextFile>());
        Assert.That(reader.Read(Pod, "pod.yaml").Resources.Single(), Is.InstanceOf<Workload>());
    }

    [Test]
    public void Format_of_ones_own_reads_bytes_that_are_no_text()
    {
        var source = new Source("own.bin", () => new MemoryStream([1, 0, 0xFF]));

        SourceContent content = new SourceReader(new SourceReaderOptions { Formats = [new OwnFormat()] }).Read(source);

        Assert.That(content.Resources.Single().Name.Value, Is.EqualTo("3 bytes"));
    }

    [Test]
    public void Format_that_throws_is_a_fault_of_its_source_and_hides_what_it_read()
    {
        SourceContent content = new SourceReader(new SourceReaderOptions { Formats = [new OwnFormat()] }).Read("throw", "own.yaml");

        Assert.That(content.Errors.Single().IsFault);
        Assert.That(content.Errors.Single().Message, Does.Not.Contain("secret"));
    }

    [Test]
    public void Type_that_is_asked_for_is_read_by_its_format_alone()
    {
        var reader = new SourceReader(new SourceReaderOptions { Type = SourceType.Text, Formats = [new OwnFormat()] });

        Assert.That(reader.Read(Pod, "own.yaml").Resources.Single().Name.Value, Is.EqualTo("own.yaml"));
    }

    private sealed class OwnFormat : ISourceFormat
    {
        public bool CanRead(SourceData source) => source.Name.StartsWith("own", StringComparison.Ordinal);

        public SourceContent Read(SourceData source)
        {
            if (source.Text == "throw")
                throw new InvalidOperationException("secret");
            using Stream bytes = source.OpenBytes();
            return new SourceContent(source.Name, [new TextFile(new SourceFile(source.File is null ? $"{bytes.Length} bytes" : source.Name, source.Text))], []);
        }
    }

    private sealed class CountedStream : MemoryStream
    {
        private readonly Action closed;

        public CountedStream(byte[] bytes, Action opened, Action closed)
            : base(bytes, writable: false)
        {
            this.closed = closed;
            opened();
        }

        protected override void Dispose(bool disposing)
        {
            closed();
            base.Dispose(disposing);
        }
    }

    /// <summary>Gives a few bytes at a time, and does not say how many there are.</summary>
    private sealed class TricklingStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 7));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return await base.ReadAsync(buffer[..Math.Min(buffer.Length, 7)], cancellationToken);
        }
    }

    private sealed class EndlessStream(Action<int> read) : MemoryStream
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count)
        {
            read(count);
            Array.Fill(buffer, (byte)'a', offset, count);
            return count;
        }
    }

    private sealed class BreakingStream(byte[] bytes, int after) : MemoryStream(bytes, writable: false)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            Position >= after ? throw new IOException("the line was cut") : base.Read(buffer, offset, Math.Min(count, after));
    }
}
