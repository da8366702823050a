using System.Text.Json;
using ContainerSecurity.Docker.Access;
using ContainerSecurity.Docker.Endpoints;

namespace ContainerSecurity.Docker.Tests.Access;

/// <summary>
/// What a real engine told its plugin: all that must be denied is, the rest is read without error, by a layer that
/// fulfils no obligation, as a plugin is.
/// </summary>
public class RecordedRequestTests
{
    /// <summary>The recordings whose <c>must</c> says something of the answer of the throw-away plugin's engine, not of the request.</summary>
    private static readonly string[] Answers = ["inspect-case-insensitive", "inspect-percent-encoded", "inspect-after-legacy-start"];

    private static IEnumerable<TestCaseData> Recordings() =>
        File.ReadLines(Corpus.Require("docker-authz", "vectors.jsonl")).Select(l => JsonDocument.Parse(l).RootElement)
            .Select(v => new TestCaseData(v).SetArgDisplayNames(v.GetProperty("name").GetString()!));

    [Test]
    public void Every_must_of_the_recordings_holds()
    {
        JsonElement[] all = [.. Recordings().Select(r => (JsonElement)r.Arguments[0]!)];
        JsonElement[] binding = [.. all.Where(v => v.GetProperty("must").GetString()!.Length > 0)];

        Assert.That(all, Has.Length.EqualTo(75));
        Assert.That(binding, Has.Length.EqualTo(29));
        Assert.Multiple(() =>
        {
            foreach (JsonElement recording in binding)
                Judge(recording);
        });
    }

    [Test]
    public void Every_message_of_the_recordings_is_decided_without_a_fault()
    {
        foreach (JsonElement recording in Recordings().Select(r => (JsonElement)r.Arguments[0]!))
            foreach (JsonElement call in recording.GetProperty("pluginCalls").EnumerateArray())
            {
                DockerAccessDecision decision = Decide(recording, call);

                Assert.That(decision.Reason, Is.Not.Empty.And.Not.Contain("fault"), recording.GetProperty("name").GetString());
                Assert.That(decision.Reason + decision.ClientMessage, Does.Not.Contain("not-a-real-password"));
            }
    }

    private static void Judge(JsonElement recording)
    {
        string name = recording.GetProperty("name").GetString()!, must = recording.GetProperty("must").GetString()!;
        DockerAccessDecision decision = Decide(recording, recording.GetProperty("pluginCalls").EnumerateArray().First());
        DockerAccessDecision plugin = decision.FulfilledBy(DockerObligationKind.Audit);
        if (must.StartsWith("deny or inject", StringComparison.Ordinal))
            Assert.That(!plugin.IsAllowed && (!decision.IsAllowed || decision.Demands(DockerObligationKind.AddLabel)), Is.True, $"{name}: {decision.Reason}");
        else if (must.StartsWith("deny", StringComparison.Ordinal))
            Assert.That(decision.IsAllowed, Is.False, $"{name}: {decision.Reason}");
        else if (must.StartsWith("filter", StringComparison.Ordinal))
            Assert.That(decision.Demands(DockerObligationKind.FilterBy) && !plugin.IsAllowed, Is.True, $"{name}: {decision.Reason}");
        else if (must.StartsWith("the first of two", StringComparison.Ordinal))
            Assert.That(decision.Target, Does.EndWith("?name=alpha-q1"), $"{name}: {decision.Reason}");
        else if (must.StartsWith("never log", StringComparison.Ordinal))
            Assert.That(decision.Reason, Does.Not.Contain("password"), name);
        else
            Assert.That(Answers, Does.Contain(name), must);
    }

    private static DockerAccessDecision Decide(JsonElement recording, JsonElement call)
    {
        JsonElement message = call.GetProperty("message");
        string user = Text(message, "User"), method = Text(message, "RequestMethod"), uri = Text(message, "RequestUri");
        // Who comes by the socket is nobody; to show that the request is refused and not just the stranger, he is taken for a member.
        var host = new TeamHost();
        host.Objects.Add(new DockerObject(DockerObjectKind.Container, new string('9', 64)) { Name = "alpha-cs", Labels = TeamHost.Owned("beta") });
        host.Objects.Add(new DockerObject(DockerObjectKind.Image, "sha256:" + new string('6', 64)) { Images = ["local/busybox:1"] });
        string? body = call.TryGetProperty("requestBodyText", out JsonElement text) ? text.GetString() : null;
        string? contentType = message.TryGetProperty("RequestHeaders", out JsonElement headers) && headers.ValueKind == JsonValueKind.Object
            && headers.TryGetProperty("Content-Type", out JsonElement type) ? type.GetString() : null;
        bool isOver = recording.GetProperty("name").GetString() == "create-body-over-1MiB-privileged";
        return host.Ask(user.Length == 0 ? "alice" : user, method, uri, isOver ? null : body, contentType);
    }

    private static string Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
