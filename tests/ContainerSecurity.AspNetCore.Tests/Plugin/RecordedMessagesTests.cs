using System.Text.Json;
using ContainerSecurity.AspNetCore.Tests.Engine;
using ContainerSecurity.Docker.Access;

namespace ContainerSecurity.AspNetCore.Tests.Plugin;

/// <summary>What a real engine asked its plugin: the tricks that were tried on it are denied, and all is answered.</summary>
[TestFixture]
public class RecordedMessagesTests
{
    private static readonly string File = Path.Combine(Repository.Root, "..", "shared", "corpora", "docker-authz", "vectors.jsonl");

    // Recordings whose "must" is no denial: they show what a trick before them had done, or what the proxy has to do.
    private static readonly string[] NoDenials =
        ["inspect-case-insensitive", "inspect-percent-encoded", "inspect-after-legacy-start", "create-name-dup-query", "auth"];

    // Tricks that work on the reading, so that nobody is allowed them, whatever is granted.
    private static readonly string[] Unreadable =
    [
        "create-content-length-zero-with-body", "create-content-length-zero-and-chunked", "create-body-over-1MiB-privileged", "create-content-type-text-plain",
        "create-content-type-missing", "create-duplicate-json-keys", "create-trailing-json", "create-percent-encoded", "create-version-odd",
        "legacy-start-with-hostconfig", "prune-form-body-overrides-query", "pull-form-body-overrides-query", "grpc-upgrade",
    ];

    [TestCaseSource(nameof(Recordings))]
    public async Task Every_recorded_message_is_answered_and_every_trick_denied(string name)
    {
        JsonElement recording = All()[name];
        await using PluginHost team = await PluginHost.StartAsync(GuardedEngine.Teams with
        {
            Teams = [new DockerTeam("alpha") { Users = ["alice"] },
            new DockerTeam("beta") { Users = ["bob"] }]
        });
        await using PluginHost all = await PluginHost.StartAsync(new DockerAccessPolicy
        {
            Grants = [new DockerGrant("admin") { Users = ["alice", "bob"], Scopes = [DockerScope.Everything] }],
        });
        bool mustDeny = recording.GetProperty("must").GetString() is { Length: > 0 } && !NoDenials.Contains(name);
        foreach (JsonElement call in recording.GetProperty("pluginCalls").EnumerateArray())
        {
            string endpoint = call.GetProperty("endpoint").GetString()!, message = call.GetProperty("message").GetRawText();
            bool byTeam = (await team.AskAsync(message, endpoint)).Allow, byAll = (await all.AskAsync(message, endpoint)).Allow;
            bool isRequest = endpoint == "AuthZPlugin.AuthZReq";
            if (isRequest && mustDeny)
                Assert.That(byTeam, Is.False, "the team's");
            if (isRequest && (Unreadable.Contains(name) || message == "{}"))
                Assert.That(byAll, Is.False, "everybody's");
        }
        Assert.That(team.Logs.Lines.Concat(all.Logs.Lines), Has.None.StartsWith("Error"));
    }

    [Test]
    public void Every_trick_that_is_named_here_is_recorded()
    {
        if (!System.IO.File.Exists(File))
            Assert.Ignore("The recordings are absent.");
        Assert.That(All().Keys, Is.SupersetOf(Unreadable.Concat(NoDenials)));
    }

    private static IEnumerable<TestCaseData> Recordings() => System.IO.File.Exists(File)
        ? All().Keys.Select(n => new TestCaseData(n).SetArgDisplayNames(n))
        : [new TestCaseData("").Ignore("The recordings are absent.")];

    private static Dictionary<string, JsonElement> All() =>
        System.IO.File.ReadLines(File).Select(l => JsonDocument.Parse(l).RootElement).ToDictionary(r => r.GetProperty("name").GetString()!);
}
