// csec:allow-secrets-of-file: made-up ones
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tests.Resources.DevContainers;

public class DevContainerReaderTests
{
    private const string Name = ".devcontainer/devcontainer.json";
    private const string Pinned = "\"image\": \"registry.example.com/dev:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"";

    [TestCase("\"privileged\": true", "CSEC2001", "\"privileged\"")]
    [TestCase("\"capAdd\": [\"SYS_ADMIN\"]", "CSEC2006", "\"SYS_ADMIN\"")]
    [TestCase("\"securityOpt\": [\"seccomp=unconfined\"]", "CSEC2009", "\"seccomp=unconfined\"")]
    [TestCase("\"runArgs\": [\"--privileged\"]", "CSEC2001", "\"--privileged\"")]
    [TestCase("\"runArgs\": [\"--network\", \"host\"]", "CSEC3001", "\"host\"")]
    [TestCase("\"runArgs\": [\"--cap-add=SYS_ADMIN\", \"--security-opt\", \"seccomp=unconfined\"]", "CSEC2009", "\"seccomp=unconfined\"")]
    [TestCase("\"mounts\": [\"source=/var/run/docker.sock,target=/var/run/docker.sock,type=bind\"]", "CSEC3006", "\"source=/var")]
    [TestCase("\"mounts\": [{\"type\": \"bind\", \"source\": \"/etc\", \"target\": \"/x\"}]", "CSEC3005", "\"source\"")]
    [TestCase("\"mounts\": [\"source=${localEnv:HOME}${localEnv:USERPROFILE}/.ssh,target=/root/.ssh,type=bind\"]", "CSEC3005", "\"source=$")]
    [TestCase("\"workspaceMount\": \"source=/,target=/host,type=bind\"", "CSEC3005", "\"workspaceMount\"")]
    [TestCase("\"containerUser\": \"root\"", "CSEC2004", "\"containerUser\"")]
    [TestCase("\"remoteUser\": \"root\"", "CSEC2004", "\"remoteUser\"")]
    [TestCase("\"initializeCommand\": \"docker run --privileged x:1\"", "CSEC2001", "--privileged")]
    [TestCase("\"initializeCommand\": [\"docker\", \"run\", \"--pid=host\", \"x:1\"]", "CSEC3002", "\"--pid=host\"")]
    [TestCase("\"initializeCommand\": {\"a\": \"docker run --pid=host x:1\"}", "CSEC3002", "--pid=host")]
    [TestCase("\"features\": {\"ghcr.io/devcontainers/features/docker-in-docker:2\": {}}, \"privileged\": false", "CSEC2001", "\"ghcr.io")]
    [TestCase("\"features\": {\"ghcr.io/devcontainers/features/docker-outside-of-docker:1\": {}}", "CSEC3006", "\"ghcr.io")]
    [TestCase("\"build\": {\"dockerfile\": \"Dockerfile\", \"options\": [\"--network=host\"]}", "CSEC8023", "\"--network=host\"")]
    [TestCase("\"build\": {\"dockerfile\": \"Dockerfile\", \"args\": {\"NPM_TOKEN\": \"9f8a7b6c5d4e3f2a1b0c\"}}", "CSEC4007", "\"NPM_TOKEN")]
    public void What_a_dev_container_asks_for_is_judged_where_it_stands(string setting, string rule, string word)
    {
        string text = $"// comment\n{{\n  {Pinned},\n  {setting}, // more\n}}\n";

        Assert.That(Told.At(text, Name), Has.Some.Matches<string>(f => f == $"{rule}@{Told.Place(text, word)}" || f == $"{rule}@{Told.Place(text, word.TrimStart('"'))}"));
        Assert.That(Told.Of(text, Name).Errors, Is.Empty);
    }

    [TestCase("")]
    [TestCase("\"privileged\": false")]
    [TestCase("\"mounts\": [\"source=cache,target=/cache,type=volume\", \"source=${localWorkspaceFolder},target=/w,type=bind\"]")]
    [TestCase("\"containerEnv\": {\"TOKEN\": \"${localEnv:TOKEN}\"}, \"forwardPorts\": [3000], \"appPort\": 3000")]
    [TestCase("\"secrets\": {\"API_KEY\": {\"description\": \"a key\"}}, \"customizations\": {\"vscode\": {\"extensions\": [\"a.b\"]}}")]
    public void Ordinary_dev_container_is_left_alone(string setting) =>
        Assert.That(Told.At($"{{{Pinned}, {setting}}}", Name), Is.Empty);

    [Test]
    public void Privileges_that_features_may_ask_for_are_said_to_be_unknown()
    {
        Decision decision = Told.Of($"{{{Pinned}, \"privileged\": false, \"features\": {{\"ghcr.io/a/b:1\": {{}}}}}}", Name);

        Assert.That(decision.Notes.Select(n => n.Message), Has.One.Contains("was not read"));
    }

    [Test]
    public void Compose_file_is_said_to_be_judged_by_itself() =>
        Assert.That(Told.Of("{\"dockerComposeFile\": \"compose.yaml\", \"service\": \"app\"}", Name).Notes, Has.Count.EqualTo(1));

    [Test]
    public void Comment_waives_its_line()
    {
        string text = $"{{\n  {Pinned},\n  // csec:ignore CSEC2001 the kernel is debugged\n  \"privileged\": true\n}}\n";

        Assert.That(Told.Of(text, Name).Findings.Single(f => f.Finding.Rule.Id == "CSEC2001").Waived, Is.Not.Null);
    }

    [Test]
    public void Wrong_types_are_said_and_the_neighbours_judged()
    {
        Decision decision = Told.Of("{\"image\": [], \"capAdd\": {}, \"mounts\": [1, []], \"runArgs\": [[], \"--privileged\"], \"privileged\": \"x\", \"features\": 1}", Name);

        Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Has.Member("CSEC2001"));
        Assert.That(decision.Errors, Has.Count.EqualTo(6));
    }
}
