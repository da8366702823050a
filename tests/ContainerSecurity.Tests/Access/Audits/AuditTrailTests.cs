using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ContainerSecurity.Access;
using ContainerSecurity.Access.Audits;
using static ContainerSecurity.Tests.Access.Audits.AuditLine;

namespace ContainerSecurity.Tests.Access.Audits;

/// <summary>An audit log says what was asked of the authorizer and allowed, once for each request.</summary>
public class AuditTrailTests
{
    private static readonly RbacRequest GetPod = Request("get", "pods", name: "web");

    private static Action<JsonObject> Set(string key, JsonNode? value) => line => line[key] = value;

    private static Action<JsonObject> Answer(int code, string? decision) => line =>
    {
        line["responseStatus"] = new JsonObject { ["code"] = code };
        line["annotations"] = decision is null ? null : new JsonObject { ["authorization.k8s.io/decision"] = decision };
    };

    [Test]
    public void Stages_of_one_request_count_once()
    {
        string[] stages = [.. new[] { "RequestReceived", "ResponseStarted", "ResponseComplete" }.Select(stage => Of("ann", Request("watch", "pods"), line =>
        {
            line["auditID"] = "11111111-2222-3333-4444-555555555555";
            line["stage"] = stage;
        }))];

        Assert.That(Uses(Read(stages)), Is.EqualTo(new[] { "ann: watch pods in namespace shop" }));
        Assert.That(Uses(Read([.. stages.Reverse()])), Is.EqualTo(new[] { "ann: watch pods in namespace shop" }));
    }

    [Test]
    public void Requests_of_other_IDs_count_each() =>
        Assert.That(Uses(Read(Of("ann", GetPod), Of("ann", GetPod), Of("ann", GetPod, Set("auditID", "not a UUID")))),
            Is.EqualTo(new[] { "ann: get pods 'web' in namespace shop ×3" }));

    [Test]
    public void Request_that_has_only_arrived_is_not_used_and_said_to_be_undecided()
    {
        AuditTrail trail = Read(Of("ann", GetPod, Set("stage", "RequestReceived")));

        Assert.That(Uses(trail), Is.Empty);
        Assert.That(trail.Undecided, Is.EqualTo(1));
    }

    [TestCase(200, "allow", true)]
    [TestCase(404, "allow", true)]
    [TestCase(403, "forbid", false)]
    [TestCase(403, null, false)]
    [TestCase(401, null, false)]
    [TestCase(200, null, true)]
    [TestCase(403, "allow", true, Description = "Admission refused what RBAC allowed.")]
    [TestCase(429, null, false)]
    public void Only_what_the_authorizer_allowed_is_used(int code, string? decision, bool isUsed)
    {
        AuditTrail trail = Read(Of("ann", GetPod, Answer(code, decision)));

        Assert.That(trail.Users, Has.Count.EqualTo(isUsed ? 1 : 0));
        Assert.That(trail.Allowed + trail.Denied + trail.Undecided, Is.EqualTo(1));
    }

    [TestCase("create", "", "", Description = "The name of a new object is not asked for; the audit takes it from the object.")]
    [TestCase("deletecollection", "", "")]
    [TestCase("create", "exec", "web")]
    [TestCase("delete", "", "web")]
    [TestCase("list", "", "web", Description = "The API server itself writes the name of a field selector.")]
    public void Name_is_what_the_authorizer_was_asked_for(string verb, string sub, string name) =>
        Assert.That(Read(Of("ann", Request(verb, "pods", name: "web", sub: sub))).Users[0].Requests[0].Request.Name, Is.EqualTo(name));

    [TestCase("list", "?fieldSelector=metadata.name%3Dweb", "web")]
    [TestCase("watch", "?allowWatchBookmarks=true&fieldSelector=metadata.name%3D%3Dweb&watch=true", "web")]
    [TestCase("list", "?fieldSelector=status.phase%3DRunning%2Cmetadata.name%3Dweb", "web")]
    [TestCase("list", "?fieldSelector=metadata.name%21%3Dweb", "")]
    [TestCase("list", "?fieldSelector=metadata.namespace%3Dweb", "")]
    [TestCase("list", "?fieldSelector=metadata.name%3Da%252Fb", "")]
    [TestCase("list", "?labelSelector=metadata.name%3Dweb", "")]
    [TestCase("deletecollection", "?fieldSelector=metadata.name%3Dweb", "")]
    public void List_and_watch_of_one_name_name_it(string verb, string query, string name) =>
        Assert.That(Read(Of("ann", Request(verb, "pods"), Set("requestURI", "/api/v1/namespaces/shop/pods" + query))).Users[0].Requests[0].Request.Name,
            Is.EqualTo(name));

    [Test]
    public void Request_for_no_resource_is_its_path_decoded_and_without_query() =>
        Assert.That(Uses(Read(Of("ann", new RbacRequest { Verb = "get", Path = "/he%61lthz?verbose" }))), Is.EqualTo(new[] { "ann: get /healthz" }));

    [Test]
    public void Impersonated_request_is_of_the_impersonated_and_impersonation_of_the_other()
    {
        AuditTrail trail = Read(Of("ann", GetPod, Set("impersonatedUser", JsonNode.Parse("""
            {"username": "joe", "groups": ["developers", "system:authenticated"], "uid": "7", "extra": {"scopes": ["view", "edit"]}}
            """))));

        Assert.That(Uses(trail), Is.EqualTo(new[]
        {
            "ann: impersonate groups 'developers'", "ann: impersonate users 'joe'", "ann: impersonate uids.authentication.k8s.io '7'",
            "ann: impersonate userextras.authentication.k8s.io/scopes 'edit'", "ann: impersonate userextras.authentication.k8s.io/scopes 'view'",
                "joe: get pods 'web' in namespace shop",
        }));
        Assert.That(trail.Users[1].User.Groups, Is.EqualTo(new[] { "developers", "system:authenticated" }));
    }

    [Test]
    public void Impersonated_service_account_needs_no_leave_for_the_groups_that_it_has() =>
        Assert.That(Uses(Read(Of("ann", GetPod, Set("impersonatedUser", JsonNode.Parse("""
            {"username": "system:serviceaccount:shop:web", "groups": ["system:serviceaccounts", "system:serviceaccounts:shop", "system:authenticated"]}
            """)))))[0], Is.EqualTo("ann: impersonate serviceaccounts 'web' in namespace shop"));

    [Test]
    public void List_of_events_is_read_event_by_event()
    {
        string list = $"{{\"kind\": \"EventList\", \"apiVersion\": \"audit.k8s.io/v1\", \"metadata\": {{}}, \"items\": [{Of("ann", GetPod)}, {Of("joe", GetPod)}]}}";

        Assert.That(Read(list).Users.Select(u => u.User.Name), Is.EqualTo(new[] { "ann", "joe" }));
    }

    [Test]
    public void Bodies_are_passed_over_whatever_they_hold()
    {
        string deep = new string('[', 500) + new string(']', 500);
        AuditTrail trail = Read(Of("ann", GetPod, Set("requestObject", JsonNode.Parse($$$"""{"kind": "Pod", "user": {"username": "root"}, "items": {{{deep}}}, "objectRef": {"resource": "secrets"}}""", documentOptions: new() { MaxDepth = 1000 }))));

        Assert.That(trail.IsComplete, Is.True);
        Assert.That(Uses(trail), Is.EqualTo(new[] { "ann: get pods 'web' in namespace shop" }));
    }

    private static IEnumerable<string> Broken =>
    [
        "{", "x", "[]", "null", "{}", "{\"kind\": \"Pod\"}", "{\"kind\":\"Event\"", Of("ann", GetPod)[..200], Of("ann", GetPod) + Of("ann", GetPod),
            "{\"items\": 7}", "{\"kind\":\"EventList\",\"items\":[7]}",
        Of("ann", GetPod, Set("verb", 7)), Of("ann", GetPod, Set("user", "ann")), Of("ann", GetPod, Set("objectRef", new JsonArray())),
            Of("ann", GetPod, Set("stageTimestamp", "yesterday")),
        Of("ann", GetPod, Set("verb", "")), Of("", GetPod), Of("ann", GetPod, Set("objectRef", null)), Of("ann", GetPod, line => line.Remove("objectRef")),
        Of("ann", GetPod, Set("stage", null)), Of("ann", GetPod, line => { line.Remove("stageTimestamp"); line.Remove("requestReceivedTimestamp"); }),
        Of("ann", Request("*", "pods")), Of("ann", Request("get", "*")), Of("ann", Request("get", "pods", group: "*")),
            Of("ann", new RbacRequest { Verb = "get", Path = "/logs*" }),
        Of("ann", new RbacRequest { Verb = "*", Path = "/logs" }), Of("ann", GetPod, Set("verb", new string('x', 5000))), new string('[', 20_000),
    ];

    [TestCaseSource(nameof(Broken))]
    public void Broken_line_is_an_error_with_its_number_and_its_neighbours_are_read(string line)
    {
        AuditTrail trail = Read(Of("ann", GetPod), line, Of("ann", GetPod));

        Assert.That(trail.IsComplete, Is.False);
        Assert.That(trail.Errors.Select(e => (e.File, e.Span.Line)), Is.EqualTo(new[] { ("audit.log", 2) }));
        Assert.That(Uses(trail), Is.EqualTo(new[] { "ann: get pods 'web' in namespace shop ×2" }));
    }

    [Test]
    public void Bytes_that_are_no_UTF8_are_an_error()
    {
        byte[] line = Encoding.UTF8.GetBytes(Of("ann", GetPod));
        line[Array.IndexOf(line, (byte)'n', Encoding.UTF8.GetString(line).IndexOf("\"ann\"", StringComparison.Ordinal))] = 0xFF;
        var trail = new AuditTrail();
        trail.Read(new MemoryStream(line), "audit.log");

        Assert.That(trail.ErrorCount, Is.EqualTo(1));
        Assert.That(trail.Users, Is.Empty);
    }

    [TestCase("\uFEFF")]
    [TestCase("")]
    [TestCase("\n\r\n  \n")]
    public void Marks_blank_lines_and_a_missing_end_of_line_are_no_errors(string before)
    {
        var trail = new AuditTrail();
        trail.Read(new MemoryStream(Encoding.UTF8.GetBytes($"{before}{Of("ann", GetPod)}\r\n{Of("joe", GetPod)}")), "audit.log");

        Assert.That(trail.Errors, Is.Empty);
        Assert.That(trail.Users, Has.Count.EqualTo(2));
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    [Test]
    public void Packed_log_is_unpacked_part_by_part()
    {
        var trail = new AuditTrail();
        trail.Read(new MemoryStream([.. Packed(Of("ann", GetPod) + "\n"), .. Packed(Of("joe", GetPod) + "\n")]), "audit.log.gz");

        Assert.That(trail.Errors, Is.Empty);
        Assert.That(trail.Users, Has.Count.EqualTo(2));
    }

    [Test]
    public void Packed_log_that_breaks_off_is_incomplete()
    {
        byte[] whole = Packed(string.Join('\n', Enumerable.Range(0, 2000).Select(i => Of("ann", Request("get", "pods", name: $"web-{i * 7919}")))));
        var trail = new AuditTrail();
        trail.Read(new MemoryStream(whole, 0, whole.Length * 2 / 3), "audit.log.gz");

        Assert.That(trail.Allowed, Is.Positive);
        Assert.That(trail.IsComplete, Is.False);
    }

    [Test]
    public void Damaged_pack_is_incomplete()
    {
        byte[] whole = Packed(Of("ann", GetPod));
        whole[12] ^= 0xFF;
        whole[13] ^= 0xFF;
        var trail = new AuditTrail();
        trail.Read(new MemoryStream(whole), "audit.log.gz");

        Assert.That(trail.IsComplete, Is.False);
    }

    [Test]
    public void Line_beyond_the_bound_is_an_error_and_takes_no_memory()
    {
        var endless = new RepeatedStream("x"u8.ToArray(), 64 * 1024 * 1024, Encoding.UTF8.GetBytes($"\n{Of("ann", GetPod)}\n"));
        var trail = new AuditTrail(new AuditOptions { MaxLineLength = 1024 * 1024 });
        long before = GC.GetAllocatedBytesForCurrentThread();
        trail.Read(endless, "audit.log");
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(trail.Errors.Single().Span.Line, Is.EqualTo(1));
        Assert.That(Uses(trail), Has.Length.EqualTo(1));
        Assert.That(taken, Is.LessThan(16 * 1024 * 1024));
    }

    [Test]
    public void Long_log_takes_no_more_memory_than_a_short_one()
    {
        byte[] line = Encoding.UTF8.GetBytes(Of("ann", GetPod, Set("auditID", "")) + "\n");
        long Taken(int lines)
        {
            var trail = new AuditTrail();
            long before = GC.GetAllocatedBytesForCurrentThread();
            trail.Read(new RepeatedStream(line, (long)lines * line.Length, []), "audit.log");
            Assert.That(trail.Allowed, Is.EqualTo(lines));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        long few = Taken(10_000);
        Assert.That(Taken(40_000) / 40_000, Is.LessThanOrEqualTo(few / 10_000), "bytes a line");
        Assert.That(few / 10_000, Is.LessThan(1_000), "bytes a line");
    }

    [Test]
    public void More_names_than_the_bound_count_as_any()
    {
        var options = new AuditOptions { MaxNames = 3 };
        string[] lines = [.. Enumerable.Range(0, 5).Select(i => Of("ann", Request("delete", "pods", name: $"web-{i}")))];

        Assert.That(Uses(Read(options, lines[..3])), Has.Length.EqualTo(3));
        Assert.That(Uses(Read(options, lines)), Is.EqualTo(new[] { "ann: delete pods in namespace shop of any name ×5" }));
    }

    [Test]
    public void More_requests_than_the_bound_make_the_trail_incomplete()
    {
        AuditTrail trail = Read(new AuditOptions { MaxRequests = 2 }, [.. Enumerable.Range(0, 5).Select(i => Of($"user-{i}", GetPod))]);

        Assert.That(trail.Users, Has.Count.EqualTo(1));
        Assert.That(trail.IsComplete, Is.False);
    }

    [Test]
    public void More_errors_than_the_bound_are_counted()
    {
        AuditTrail trail = Read(new AuditOptions { MaxErrors = 2 }, [.. Enumerable.Repeat("x", 5)]);

        Assert.That(trail.Errors, Has.Count.EqualTo(2));
        Assert.That(trail.ErrorCount, Is.EqualTo(5));
    }

    [Test]
    public void Requests_beyond_those_that_are_remembered_are_forgotten_but_not_silently()
    {
        string[] lines = [.. Enumerable.Range(0, 5).Select(_ => Of("ann", GetPod, Set("stage", "RequestReceived")))];

        Assert.That(Read(new AuditOptions { MaxOpenRequests = 2 }, lines).Undecided, Is.EqualTo(5));
    }

    [Test]
    public void Only_the_users_that_are_asked_for_are_kept() =>
        Assert.That(Uses(Read(new AuditOptions { Users = ["joe"] }, Of("ann", GetPod), Of("joe", GetPod))),
            Is.EqualTo(new[] { "joe: get pods 'web' in namespace shop" }));

    [Test]
    public void Days_are_those_between_the_first_and_the_last_event()
    {
        AuditTrail trail = Read(Of("ann", GetPod),
            Of("ann", GetPod, line => (line["requestReceivedTimestamp"], line["stageTimestamp"]) = ("2026-11-03T22:00:00Z", "2026-11-03T22:00:00Z")));

        Assert.That(trail.Observed.TotalDays, Is.EqualTo(2.5).Within(0.001));
    }

    [Test]
    public void Reading_is_cancelled_between_lines()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.That(() => new AuditTrail().Read(new MemoryStream(Encoding.UTF8.GetBytes(Of("ann", GetPod))), "audit.log", cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }
}
