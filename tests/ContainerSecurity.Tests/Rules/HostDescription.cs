using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Docker;

namespace ContainerSecurity.Tests.Rules;

/// <summary>
/// A part of a Docker host written down as YAML, in the words of the engine's answers: <c>network</c>, <c>volume</c>,
/// <c>service</c>, <c>config</c>, <c>secret</c>, <c>plugin</c> or <c>container</c>;
/// or the parts of a daemon, <c>info</c>, <c>daemon.json</c>, <c>endpoint</c> and <c>files</c>, of which those that are left out were not read.
/// </summary>
internal static class HostDescription
{
    public static Resource Read(string yaml)
    {
        DocumentSet documents = new DocumentReader().Read(yaml, "host.yaml");
        Assert.That(documents.Errors, Is.Empty);
        var root = (MappingNode)documents.Documents[0];
        List<DocumentError> errors = [];
        Resource read = root.Entries is [{ Key: var key, Value: MappingNode value }] && !Parts.Contains(key)
            ? DockerReader.ReadObject(char.ToUpperInvariant(key[0]) + key[1..], value.Copy(), errors)!
            : DaemonReader.Read("host.yaml", errors, Part(root, "info"), Part(root, "daemon.json"), Part(root, "endpoint"), Part(root, "files"));
        Assert.That(errors, Is.Empty);
        return read;
    }

    private static readonly string[] Parts = ["info", "daemon.json", "endpoint", "files"];

    private static DocumentNode? Part(MappingNode root, string key) => root[key]?.Copy();
}
