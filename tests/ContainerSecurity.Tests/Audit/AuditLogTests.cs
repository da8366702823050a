using System.Text;
using ContainerSecurity.Audit;

namespace ContainerSecurity.Tests.Audit;

/// <summary>No line of an audit log is changed, removed or moved without a trace.</summary>
public class AuditLogTests
{
    private string path = "";

    [SetUp]
    public void CreatePath() => path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [TearDown]
    public void DeleteFile() => File.Delete(path);

    [Test]
    public void An_entry_is_one_JSON_object_a_line()
    {
        Write(new AuditEntry(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)), "alice", "container.create", "web\nweb", AuditVerdict.Deny)
        {
            Team = "alpha",
            Reason = "CSEC2001: \"privileged\"",
            RuleIds = ["CSEC2001"],
            Obligations = ["Audit"],
            Duration = TimeSpan.FromMilliseconds(1.5),
        });

        string line = File.ReadAllLines(path).Single();
        using var json = System.Text.Json.JsonDocument.Parse(line);
        Assert.That(line, Does.StartWith("{\"sequence\":1,\"previous\":\"0000")
            .And.Contain("\"time\":\"2026-01-02T02:04:05.000000Z\",\"subject\":\"alice\",\"team\":\"alpha\",\"action\":\"container.create\""));
        Assert.That(json.RootElement.GetProperty("object").GetString(), Is.EqualTo("web\nweb"));
        Assert.That(json.RootElement.GetProperty("verdict").GetString(), Is.EqualTo("deny"));
        Assert.That(json.RootElement.GetProperty("durationMicroseconds").GetInt64(), Is.EqualTo(1500));
        Assert.That(json.RootElement.GetProperty("hash").GetString(), Has.Length.EqualTo(64));
    }

    [Test]
    public void A_log_that_nobody_touched_is_intact_and_goes_on_where_it_ended()
    {
        AuditCheckpoint first = Write(Entry(1), Entry(2));
        AuditCheckpoint second = Write(Entry(3));

        AuditVerification verification = Verify(first, second);

        Assert.That(verification.Problems, Is.Empty);
        Assert.That(verification.Last, Is.EqualTo(second));
        Assert.That(verification.Lines, Is.EqualTo(3));
        Assert.That(AuditCheckpoint.TryParse(second.ToString() + "\n", out AuditCheckpoint? read) ? read : null, Is.EqualTo(second));
    }

    /// <summary>Every single byte of every line counts.</summary>
    [Test]
    public void A_changed_byte_is_found_wherever_it_is()
    {
        Write(Entry(1), Entry(2), Entry(3));
        byte[] log = File.ReadAllBytes(path);
        for (int i = 0; i < log.Length - 1; i++)
        {
            byte[] changed = [.. log];
            changed[i] ^= 1;

            Assert.That(AuditVerification.Of(new MemoryStream(changed)).IsIntact, Is.False, $"byte {i}");
        }
    }

    [Test]
    public void A_line_that_was_removed_moved_doubled_or_taken_from_another_log_is_found()
    {
        Write(Entry(1), Entry(2), Entry(3), Entry(4));
        string[] lines = File.ReadAllLines(path);
        File.Delete(path);
        Write(Entry(9), Entry(8));
        string foreign = File.ReadAllLines(path)[1];

        string[][] all =
        [
            [lines[0], lines[2], lines[3]], lines[1..], [lines[0], lines[2], lines[1], lines[3]], [lines[0], lines[1], lines[1], lines[2], lines[3]],
                [lines[0], foreign, lines[2], lines[3]],
        ];
        foreach (string[] changed in all)
            Assert.That(AuditVerification.Of(Lines(changed)).Problems, Has.Some.Property(nameof(AuditProblem.Line)).LessThanOrEqualTo(3));
    }

    [Test]
    public void An_end_that_was_cut_off_shows_by_a_checkpoint_kept_elsewhere()
    {
        AuditCheckpoint kept = Write(Entry(1), Entry(2), Entry(3));
        string[] lines = File.ReadAllLines(path);

        Assert.That(AuditVerification.Of(Lines(lines[..2])).IsIntact, Is.True);
        Assert.That(AuditVerification.Of(Lines(lines[..2]), kept).Problems.Single().Message, Does.Contain("cut off"));
        Assert.That(AuditVerification.Of(Lines([]), kept).IsIntact, Is.False);
    }

    [Test]
    public void A_log_that_was_written_anew_shows_by_a_checkpoint_kept_elsewhere()
    {
        AuditCheckpoint kept = Write(Entry(1), Entry(2));
        File.Delete(path);
        Write(Entry(1), Entry(5), Entry(6));

        Assert.That(Verify().IsIntact, Is.True);
        Assert.That(Verify(kept).Problems.Single().Message, Does.Contain("anew"));
    }

    [TestCase(1)]
    [TestCase(100)]
    public void What_a_crash_left_of_a_line_is_cut_off_and_told(int bytes)
    {
        AuditCheckpoint first = Write(Entry(1), Entry(2));
        byte[] log = File.ReadAllBytes(path);
        File.WriteAllBytes(path, [.. log, .. log[..bytes]]);
        Assert.That(Verify().IsIntact, Is.False);

        Write(Entry(3));

        Assert.That(Verify(first).Problems, Is.Empty);
        Assert.That(File.ReadAllLines(path)[2], Does.Contain("audit.recover").And.Contain($"{bytes} bytes"));
    }

    [TestCase("\n")]
    [TestCase("something else\n")]
    [TestCase("{}\n")]
    public void Nothing_is_written_behind_what_is_no_audit_log(string content)
    {
        File.WriteAllText(path, content);

        Assert.That(() => AuditLog.Open(path), Throws.TypeOf<InvalidDataException>());
        Assert.That(File.ReadAllText(path), Is.EqualTo(content));
        Assert.That(Verify().IsIntact, Is.False);
    }

    [Test]
    public void A_last_line_that_was_changed_is_not_gone_on_from()
    {
        Write(Entry(1));
        File.WriteAllText(path, File.ReadAllText(path).Replace("alice", "mallo", StringComparison.Ordinal));

        Assert.That(() => AuditLog.Open(path), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void Many_threads_write_one_chain()
    {
        using (AuditLog log = AuditLog.Open(path))
            Parallel.For(0, 500, i => log.Append(Entry(i)));

        AuditVerification verification = Verify();
        Assert.That(verification.Problems, Is.Empty);
        Assert.That(verification.Lines, Is.EqualTo(500));
    }

    [Test]
    public void One_process_writes_at_a_time_while_others_read()
    {
        using AuditLog log = AuditLog.Open(path);
        log.Append(Entry(1));

        Assert.That(() => AuditLog.Open(path), Throws.InstanceOf<IOException>());
        Assert.That(new FileInfo(path).Length, Is.GreaterThan(0), "a line is in the file once it is appended");
    }

    [Test]
    public void A_closed_log_takes_nothing_more()
    {
        AuditLog log = AuditLog.Open(path);
        log.Dispose();

        Assert.That(() => log.Append(Entry(1)), Throws.InstanceOf<IOException>());
    }

    [Test]
    public void A_text_that_is_too_long_is_cut_so_that_the_line_can_be_read_again()
    {
        string endless = new('\u202E', 1_000_000);
        Write(new AuditEntry(DateTimeOffset.UnixEpoch, endless, endless, endless, AuditVerdict.Deny) { Reason = endless });

        Assert.That(Verify().Problems, Is.Empty);
    }

    [Test]
    public void A_line_that_never_ends_is_no_line()
    {
        byte[] endless = new byte[4 * 1024 * 1024];
        Array.Fill(endless, (byte)'x');

        Assert.That(AuditVerification.Of(new MemoryStream(endless)).Problems, Has.Count.EqualTo(1));
        Assert.That(AuditVerification.Of(new MemoryStream([.. endless, (byte)'\n'])).Problems, Has.Count.EqualTo(1));
    }

    [Test]
    public void Problems_are_told_a_hundred_times_at_most()
    {
        Assert.That(AuditVerification.Of(Lines([.. Enumerable.Repeat("x", 1000)])).Problems, Has.Count.EqualTo(100));
    }

    private static AuditEntry Entry(int number) =>
        new(DateTimeOffset.UnixEpoch.AddSeconds(number), "alice", "container.start", $"web-{number}", AuditVerdict.Allow);

    private AuditCheckpoint Write(params AuditEntry[] entries)
    {
        using AuditLog log = AuditLog.Open(path, clock: () => DateTimeOffset.UnixEpoch);
        foreach (AuditEntry entry in entries)
            log.Append(entry);
        return log.Checkpoint;
    }

    private AuditVerification Verify(params AuditCheckpoint[] kept)
    {
        using FileStream file = File.OpenRead(path);
        return AuditVerification.Of(file, kept);
    }

    private static MemoryStream Lines(string[] lines) => new(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))));
}
