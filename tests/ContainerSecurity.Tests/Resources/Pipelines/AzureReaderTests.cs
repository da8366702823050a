// csec:allow-secrets-of-file: made-up ones

namespace ContainerSecurity.Tests.Resources.Pipelines;

public class AzureReaderTests
{
    private const string Name = "azure-pipelines.yml";

    [TestCase("resources:\n  containers:\n  - container: c\n    image: a:1\n    options: --privileged\n", "CSEC2001@5:14")]
    [TestCase("resources:\n  containers:\n  - ${{ if true }}:\n    - container: c\n      image: a:1\n      options: --privileged\n", "CSEC2001@6:16")]
    [TestCase("resources:\n  containers:\n  - container: c\n    image: ubuntu\n", "CSEC1001@4:5")]
    [TestCase("resources:\n  containers:\n  - container: c\n    image: a:1\n    volumes:\n    - /var/run/docker.sock:/x\n", "CSEC3006@6:7")]
    [TestCase("container: ubuntu:latest\nsteps: []\n", "CSEC1001@1:1")]
    [TestCase("jobs:\n- job: a\n  container:\n    image: a:1\n    options: --cap-add ALL\n", "CSEC2006@5:24")]
    [TestCase("stages:\n- stage: s\n  jobs:\n  - job: a\n    container: ubuntu:latest\n", "CSEC1001@5:5")]
    [TestCase("jobs:\n- ${{ if eq(1, 1) }}:\n  - job: a\n    container: ubuntu:latest\n", "CSEC1001@4:5")]
    [TestCase("steps:\n- script: docker run --privileged a:1\n", "CSEC2001@2:22")]
    [TestCase("jobs:\n- deployment: d\n  strategy:\n    runOnce:\n      deploy:\n        steps:\n        - bash: |\n            docker run --pid=host a:1\n", "CSEC3002@8:24")]
    [TestCase("jobs:\n- job: a\n  services:\n    db: postgres:latest\n", "CSEC1001@4:5")]
    [TestCase("resources:\n  containers:\n  - container: c\n    image: a:1\n    ${{ if true }}:\n      ${{ if false }}:\n        options: --privileged\n", "CSEC2001@7:18")]
    [TestCase("steps:\n- task: Bash@3\n  inputs:\n    script: docker run --pid=host a:1\n", "CSEC3002@4:24")]
    [TestCase("steps:\n- task: Docker@2\n  inputs:\n    command: build\n    arguments: --network=host --build-arg A=b\n", "CSEC8023@5:16")]
    public void What_a_pipeline_says_of_containers_is_judged(string text, string finding)
    {
        Assert.That(Told.At(text, Name), Has.Member(finding));
        Assert.That(Told.Of(text, Name).Errors, Is.Empty);
    }

    private const string Declared = "resources:\n  containers:\n  - container: c\n    image: a:1\n";

    [TestCase(Declared + "jobs:\n- job: a\n  container: c\n", "CSEC5073@7:3")]
    [TestCase(Declared + "    mapDockerSocket: true\njobs:\n- job: a\n  container: c\n", "CSEC5073@5:5")]
    [TestCase("container: a:1\nsteps: []\n", "CSEC5073@1:1")]
    [TestCase("container:\n  image: a:1\nsteps: []\n", "CSEC5073@1:1")]
    public void Socket_is_mounted_unless_that_is_switched_off(string text, string finding) => Assert.That(Told.At(text, Name), Has.Member(finding));

    [TestCase(Declared + "    mapDockerSocket: false\njobs:\n- job: a\n  container: c\n")]
    [TestCase(Declared + "    mapDockerSocket: ${{ parameters.socket }}\njobs:\n- job: a\n  container: c\n")]
    [TestCase(Declared + "    ${{ if true }}:\n      mapDockerSocket: false\njobs:\n- job: a\n  container: c\n")]
    [TestCase(Declared + "jobs:\n- job: a\n  services: {db: c}\n")]
    [TestCase("container: ${{ parameters.image }}\nsteps: []\n")]
    [TestCase("container: $[ variables.image ]\nsteps: []\n")]
    public void Socket_is_not_spoken_of_otherwise(string text) => Assert.That(Told.Rules(text, Name), Has.No.Member("CSEC5073"));

    [Test]
    public void Input_of_a_task_is_no_container() =>
        Assert.That(Told.Rules("steps:\n- task: Copy@1\n  inputs:\n    container: backups\n    target: x\n", Name), Is.Empty);

    [Test]
    public void Template_that_decides_is_said() =>
        Assert.That(Told.Of("extends:\n  template: a.yml\n", Name).Notes.Select(n => n.Span.Line), Has.Member(1));
}
