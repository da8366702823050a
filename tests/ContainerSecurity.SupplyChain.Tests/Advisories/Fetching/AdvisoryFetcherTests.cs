using System.Security.Cryptography;
using System.Text;
using ContainerSecurity.SupplyChain.Advisories;
using ContainerSecurity.SupplyChain.Advisories.Fetching;
using ContainerSecurity.SupplyChain.Tests.Advisories.Compiled;

namespace ContainerSecurity.SupplyChain.Tests.Advisories.Fetching;

/// <summary>Published advisories are fetched when somebody asks, and only what is whole and readable takes a place.</summary>
public sealed class AdvisoryFetcherTests
{
    private const string Tag = "\"v1\"";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        """{"id": "GHSA-1", "modified": "2026-03-01T00:00:00Z", "affected": [{"package": {"ecosystem": "npm", "name": "a"}, "versions": ["1.0.0"]}]}""");

    private string folder = "";

    [SetUp]
    public void Create() => folder = Directory.CreateTempSubdirectory("fetch-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_file_is_named_by_its_path_and_remembered_with_what_the_server_said()
    {
        using PublishingServer server = new(_ => new(200, Body, ("ETag", Tag), ("Last-Modified", "Sun, 01 Mar 2026 00:00:00 GMT")));
        FetchResult result = await FetchAsync(server.Address("/npm/one.json?token=hidden"));
        FetchRecord record = FetchRecord.Of(result.File!)!;

        Assert.Multiple(() =>
        {
            Assert.That((result.Outcome, Path.GetFileName(result.File)), Is.EqualTo((FetchOutcome.Fetched, "npm-one.json")));
            Assert.That(result.Url, Does.Not.Contain("hidden"));
            Assert.That(File.ReadAllText(FetchRecord.PathOf(result.File!)), Does.Not.Contain("hidden"));
            Assert.That((record.ETag, record.Length, record.Digest), Is.EqualTo((Tag, (long)Body.Length, Sha256(Body))));
            Assert.That(AdvisoryFeed.Read([folder]).Advisories.Single().Id, Is.EqualTo("GHSA-1"));
            Assert.That(AdvisoryFeed.Read([folder]).Notes, Is.Empty);
        });
    }

    [Test]
    public async Task The_server_is_asked_only_for_what_is_newer()
    {
        byte[] newer = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Body).Replace("GHSA-1", "GHSA-2", StringComparison.Ordinal));
        bool hasNewer = false;
        using PublishingServer server = new(r => !hasNewer && r["If-None-Match"] == Tag ? new(304, []) : new(200, hasNewer ? newer : Body, ("ETag", hasNewer ? "\"v2\"" : Tag)));

        Assert.That((await FetchAsync(server.Address("/one.json"))).Outcome, Is.EqualTo(FetchOutcome.Fetched));
        Assert.That((await FetchAsync(server.Address("/one.json"))).Outcome, Is.EqualTo(FetchOutcome.Unchanged));
        hasNewer = true;
        Assert.That((await FetchAsync(server.Address("/one.json"))).Outcome, Is.EqualTo(FetchOutcome.Fetched));
        Assert.That(AdvisoryFeed.Read([folder]).Advisories.Single().Id, Is.EqualTo("GHSA-2"));
    }

    [Test]
    public async Task A_file_that_was_changed_is_fetched_anew_and_not_asked_about()
    {
        using PublishingServer server = new(r => r["If-None-Match"] is null ? new(200, Body, ("ETag", Tag)) : new(304, []));
        FetchResult first = await FetchAsync(server.Address("/one.json"));
        File.AppendAllText(first.File!, " ");

        Assert.That((await FetchAsync(server.Address("/one.json"))).Outcome, Is.EqualTo(FetchOutcome.Fetched));
        Assert.That(File.ReadAllBytes(first.File!), Is.EqualTo(Body));
    }

    [Test]
    public async Task Not_modified_without_a_file_is_a_failure()
    {
        using PublishingServer server = new(_ => new(304, []));

        Assert.That((await FetchAsync(server.Address("/one.json"))).Outcome, Is.EqualTo(FetchOutcome.Failed));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_download_that_broke_off_is_gone_on_with_if_the_server_still_has_the_same(bool hasSame)
    {
        int requests = 0;
        using PublishingServer server = new(request =>
        {
            if (requests++ == 0)
                return new(200, Body[..50], ("ETag", Tag)) { Length = Body.Length };
            return hasSame && request["Range"] == "bytes=50-" && request["If-Range"] == Tag
                ? new(206, Body[50..], ("ETag", Tag), ("Content-Range", $"bytes 50-{Body.Length - 1}/{Body.Length}"))
                : new(200, Body, ("ETag", "\"v2\""));
        });
        FetchResult result = await FetchAsync(server.Address("/one.json"));

        Assert.That(result.Outcome, Is.EqualTo(FetchOutcome.Fetched), result.Error);
        Assert.That(File.ReadAllBytes(result.File!), Is.EqualTo(Body));
        Assert.That(server.Requests[1]["Range"], Is.EqualTo("bytes=50-"));
    }

    [Test]
    public async Task A_download_goes_on_in_a_later_run_and_a_range_that_is_not_there_begins_anew()
    {
        using (PublishingServer server = new(_ => new(200, Body[..50], ("ETag", Tag)) { Length = Body.Length }))
        {
            FetchResult broken = await FetchAsync(server.Address("/one.json"), new FetchOptions { MaxAttempts = 1 });
            Assert.That(broken.Outcome, Is.EqualTo(FetchOutcome.Failed));
            Assert.That(AdvisoryFeed.Read([folder]).Advisories, Is.Empty, "a part is no file");
        }

        using PublishingServer later = new(r => r["Range"] is null ? new(200, Body, ("ETag", Tag)) : new(416, []));
        Assert.That((await FetchAsync(later.Address("/one.json"))).Outcome, Is.EqualTo(FetchOutcome.Fetched));
    }

    [Test]
    public async Task A_part_that_begins_elsewhere_is_not_put_together()
    {
        int requests = 0;
        using PublishingServer server = new(_ => requests++ == 0
            ? new(200, Body[..50], ("ETag", Tag)) { Length = Body.Length }
            : new(206, Body[60..], ("ETag", Tag), ("Content-Range", $"bytes 60-{Body.Length - 1}/{Body.Length}")));

        Assert.That((await FetchAsync(server.Address("/one.json"))).Outcome, Is.EqualTo(FetchOutcome.Failed));
        Assert.That(Directory.GetFiles(folder), Is.Empty);
    }

    [Test]
    public async Task A_digest_that_is_asked_for_is_compared_and_what_has_it_is_not_fetched_again()
    {
        using PublishingServer server = new(_ => new(200, Body, ("ETag", Tag)));
        FetchResult wrong = await FetchAsync(server.Address("/one.json#sha256=" + new string('0', 64)));
        FetchResult right = await FetchAsync(server.Address("/one.json#" + Sha256(Body).Replace(':', '=')));
        FetchResult again = await FetchAsync(server.Address("/one.json#" + Sha256(Body).Replace(':', '=')));

        Assert.That((wrong.Outcome, right.Outcome, again.Outcome), Is.EqualTo((FetchOutcome.Failed, FetchOutcome.Fetched, FetchOutcome.Unchanged)));
        Assert.That(wrong.Error, Does.Contain("digest"));
        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [TestCase("<html>not here</html>")]
    [TestCase("{}")]
    [TestCase("")]
    public async Task What_is_no_advisories_leaves_the_older_file(string body)
    {
        bool isBroken = false;
        using PublishingServer server = new(_ => new(200, isBroken ? Encoding.UTF8.GetBytes(body) : Body));
        FetchResult first = await FetchAsync(server.Address("/one.json"));
        isBroken = true;
        FetchResult second = await FetchAsync(server.Address("/one.json"));

        Assert.That(second.Outcome, Is.EqualTo(FetchOutcome.Failed));
        Assert.That(File.ReadAllBytes(first.File!), Is.EqualTo(Body));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_compiled_file_is_fetched_if_every_byte_of_it_is_what_its_digests_say(bool isDamaged)
    {
        byte[] compiled = CompiledFeed.Bytes(CompiledFeed.Feed(200));
        if (isDamaged)
            compiled[^1] ^= 1;
        using PublishingServer server = new(_ => new(200, compiled, ("Content-Type", "application/octet-stream")));
        FetchResult result = await FetchAsync(server.Address("/known.csadv"));

        Assert.That(result.Outcome, Is.EqualTo(isDamaged ? FetchOutcome.Failed : FetchOutcome.Fetched), result.Error);
        Assert.That(Directory.GetFiles(folder, "*.csadv"), Has.Length.EqualTo(isDamaged ? 0 : 1));
    }

    [TestCase(404)]
    [TestCase(429)]
    [TestCase(500)]
    public async Task An_answer_of_failure_is_said(int status)
    {
        using PublishingServer server = new(_ => new(status, Body));
        FetchResult result = await FetchAsync(server.Address("/one.json"));

        Assert.That(result.Outcome, Is.EqualTo(FetchOutcome.Failed));
        Assert.That(result.Error, Does.Contain($"{status}"));
    }

    [Test]
    public async Task A_file_longer_than_the_bound_is_not_fetched_whether_the_server_says_so_or_not()
    {
        using PublishingServer server = new(_ => new(200, Body));
        FetchResult said = await FetchAsync(server.Address("/one.json"), new FetchOptions { MaxBytes = Body.Length - 1 });
        using PublishingServer silent = new(_ => new(200, [.. "FFFF\r\n"u8, .. new byte[0xFFFF], .. "\r\n"u8], ("Transfer-Encoding", "chunked")) { Length = null });
        FetchResult unsaid = await FetchAsync(silent.Address("/two.json"), new FetchOptions { MaxBytes = 1000 });

        Assert.That((said.Outcome, unsaid.Outcome), Is.EqualTo((FetchOutcome.Failed, FetchOutcome.Failed)));
        Assert.That(said.Error, Does.Contain("at most"));
        Assert.That(unsaid.Error, Does.Contain("as much as is fetched"));
    }

    [Test]
    public async Task Redirects_are_followed_a_few_times_and_not_to_addresses_that_are_not_asked()
    {
        using PublishingServer server = new(r => r.Path switch
        {
            "/one.json" => new(302, [], ("Location", "/moved.json")),
            "/moved.json" => new(200, Body),
            "/away.json" => new(302, [], ("Location", "http://example.org/one.json")),
            "/file.json" => new(302, [], ("Location", "file:///etc/hostname")),
            _ => new(302, [], ("Location", "/round.json")),
        });

        Assert.That((await FetchAsync(server.Address("/one.json"))).Outcome, Is.EqualTo(FetchOutcome.Fetched));
        Assert.That((await FetchAsync(server.Address("/away.json"))).Error, Does.Contain("TLS"));
        Assert.That((await FetchAsync(server.Address("/file.json"))).Error, Does.Contain("'file'"));
        Assert.That((await FetchAsync(server.Address("/round.json"))).Error, Does.Contain("more than 5 times"));
    }

    [TestCase("http://example.org/one.json", "TLS")]
    [TestCase("ftp://example.org/one.json", "'ftp'")]
    [TestCase("https://user" + ":word@example.org/one.json", "user")]
    [TestCase("https://example.org/", "no path")]
    [TestCase("https://example.org/one.json#md5=0", "sha256")]
    public async Task An_address_that_is_not_asked_is_said_and_not_shown_with_its_password(string url, string said)
    {
        FetchResult result = await FetchAsync(new Uri(url));

        Assert.That(result.Outcome, Is.EqualTo(FetchOutcome.Failed));
        Assert.That(result.Error, Does.Contain(said));
        Assert.That(result.Url + result.Error, Does.Not.Contain("word@"));
    }

    [Test]
    public async Task A_file_of_somebody_else_is_not_written_over()
    {
        File.WriteAllText(Path.Combine(folder, "one.json"), "mine");
        using PublishingServer server = new(_ => new(200, Body));
        FetchResult result = await FetchAsync(server.Address("/one.json"));

        Assert.That(result.Outcome, Is.EqualTo(FetchOutcome.Failed));
        Assert.That(File.ReadAllText(Path.Combine(folder, "one.json")), Is.EqualTo("mine"));
    }

    [Test]
    public async Task What_has_no_ending_gets_that_of_its_type()
    {
        using PublishingServer server = new(_ => new(200, Encoding.UTF8.GetBytes("""{"curl": {"CVE-2": {"releases": {"bookworm": {"status": "open"}}}}}"""), ("Content-Type", "application/json")));
        FetchResult first = await FetchAsync(server.Address("/tracker/data/json"));
        FetchResult second = await FetchAsync(server.Address("/tracker/data/json"));

        Assert.That(Path.GetFileName(first.File), Is.EqualTo("tracker-data-json.json"));
        Assert.That(second.File, Is.EqualTo(first.File));
    }

    private async Task<FetchResult> FetchAsync(Uri url, FetchOptions? options = null)
    {
        using AdvisoryFetcher fetcher = new(folder, options);
        return await fetcher.FetchAsync(url);
    }

    private static string Sha256(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
}
