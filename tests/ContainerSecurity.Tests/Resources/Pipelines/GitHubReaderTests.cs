// csec:allow-secrets-of-file: made-up ones
using ContainerSecurity.Policies;

namespace ContainerSecurity.Tests.Resources.Pipelines;

public class GitHubReaderTests
{
    private const string Name = ".github/workflows/ci.yml";
    private const string Pinned = "registry.example.com/tools/build:3@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [TestCase("--privileged", "CSEC2001")]
    [TestCase("--cap-add SYS_ADMIN", "CSEC2006")]
    [TestCase("--cap-add=SYS_ADMIN", "CSEC2006")]
    [TestCase("--security-opt seccomp=unconfined", "CSEC2009")]
    [TestCase("--security-opt apparmor=unconfined", "CSEC2011")]
    [TestCase("--pid host", "CSEC3002")]
    [TestCase("--network=host", "CSEC3001")]
    [TestCase("--ipc=host", "CSEC3003")]
    [TestCase("-v /var/run/docker.sock:/var/run/docker.sock", "CSEC3006")]
    [TestCase("--volume /etc:/host", "CSEC3005")]
    [TestCase("--mount type=bind,source=/var/run/docker.sock,target=/s", "CSEC3006")]
    [TestCase("--device /dev/kvm", "CSEC3009")]
    [TestCase("--user root", "CSEC2004")]
    [TestCase("-u 0:0", "CSEC2004")]
    public void Options_of_a_job_container_are_judged_where_they_stand(string option, string rule)
    {
        string text = $"on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    container:\n      image: {Pinned}\n      options: --cpus 1 {option}\n";

        string last = option.Split(' ', '=')[0];
        Assert.That(Told.At(text, Name), Has.Some.StartsWith($"{rule}@7:"));
        Assert.That(Told.At(text, Name).First(f => f.StartsWith(rule, StringComparison.Ordinal)), Does.Not.EndWith("@7:7"), last);
    }

    [Test]
    public void Option_in_folded_text_is_found_in_its_line()
    {
        string text = $"on: push\njobs:\n  build:\n    container:\n      image: {Pinned}\n      options: >-\n        --cpus 1\n        --privileged\n";

        Assert.That(Told.At(text, Name), Has.Member($"CSEC2001@{Told.Place(text, "--privileged")}"));
    }

    [Test]
    public void Job_container_is_not_asked_for_what_only_services_need()
    {
        string text = $"on: push\njobs:\n  build:\n    container:\n      image: {Pinned}\n      env: {{A: b}}\n      ports: [80]\n      volumes: ['data:/data', '/data']\n";

        Assert.That(Told.Rules(text, Name), Is.EqualTo(new[] { "CSEC5073" }));
        Assert.That(Told.Of(text, Name).Errors, Is.Empty);
    }

    [Test]
    public void Socket_that_the_runner_mounts_is_said_once_for_the_file()
    {
        string text = $"on: push\njobs:\n  a:\n    container: {Pinned}\n  b:\n    container: {Pinned}\n  c:\n    runs-on: ubuntu-latest\n";

        Assert.That(Told.At(text, Name), Is.EqualTo(new[] { "CSEC5073@4:5" }));
    }

    [Test]
    public void File_without_containers_has_no_socket_to_speak_of() =>
        Assert.That(Told.At($"on: push\njobs:\n  a:\n    services:\n      db: {Pinned}\n    steps:\n    - run: make\n", Name), Is.Empty);

    [TestCase("    container: node\n", "CSEC1001@3:5")]
    [TestCase("    container:\n      image: node:latest\n", "CSEC1001@4:7")]
    [TestCase("    services:\n      db:\n        image: postgres\n", "CSEC1001@5:9")]
    [TestCase("    services:\n      db: postgres\n", "CSEC1001@4:7")]
    [TestCase("    steps:\n    - uses: docker://alpine:latest\n", "CSEC1001@4:7")]
    public void Image_that_moves_is_told(string job, string finding) =>
        Assert.That(Told.At($"jobs:\n  build:\n{job}", Name), Has.Member(finding));

    [TestCase("    container: node:${{ matrix.node }}\n")]
    [TestCase("    container: ${{ fromJson(inputs.container) }}\n")]
    [TestCase("    container:\n      image: ${{ env.IMAGE }}\n      options: ${{ inputs.options }}\n      env:\n        TOKEN: ${{ secrets.TOKEN }}\n")]
    [TestCase("    services: ${{ fromJson(inputs.services) }}\n")]
    [TestCase("    steps:\n    - run: docker run ${{ inputs.image }} echo\n")]
    public void Expressions_are_unknown_and_no_mistake(string job)
    {
        Decision decision = Told.Of($"jobs:\n  build:\n{job}", Name);

        Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Is.SubsetOf(new[] { "CSEC5073" }));
        Assert.That(decision.Errors, Is.Empty);
    }

    [Test]
    public void Options_beside_an_expression_are_judged()
    {
        const string text = "jobs:\n  build:\n    container:\n      image: ${{ env.IMAGE }}\n      options: ${{ inputs.options }} --user ${{ inputs.user }} --privileged\n";

        Assert.That(Told.At(text, Name), Has.Member($"CSEC2001@{Told.Place(text, "--privileged")}"));
    }

    [TestCase("docker run --rm --privileged multiarch/qemu-user-static --reset", "CSEC2001", "--privileged")]
    [TestCase("sudo docker run -v /var/run/docker.sock:/var/run/docker.sock x:1", "CSEC3006", "/var/run/docker.sock:")]
    [TestCase("podman run --net=host x:1", "CSEC3001", "--net=host")]
    [TestCase("docker run $OPTS --privileged x:1", "CSEC2001", "--privileged")]
    [TestCase("docker run ${{ env.X }} --privileged x:1", "CSEC2001", "--privileged")]
    [TestCase("docker build --network=host .", "CSEC8023", "--network=host")]
    [TestCase("docker buildx build --allow security.insecure .", "CSEC8023", "security.insecure")]
    public void Commands_of_steps_are_judged_where_they_stand(string command, string rule, string word)
    {
        string text = $"jobs:\n  build:\n    steps:\n    - name: x\n      run: |\n        set -e\n        {command}\n";

        Assert.That(Told.At(text, Name), Has.Member($"{rule}@{Told.Place(text, word)}"));
    }

    [Test]
    public void Advice_is_in_the_words_of_options() =>
        Assert.That(
            Told.Of("jobs:\n  a:\n    container:\n      image: a:1\n      options: --privileged\n", Name).Findings
                .Single(f => f.Finding.Rule.Id == "CSEC2001").Finding.Remediation,
            Does.StartWith("Remove --privileged"));

    [Test]
    public void Argument_of_a_program_is_no_option() =>
        Assert.That(Told.Rules($"jobs:\n  build:\n    steps:\n    - run: docker run {Pinned} run --privileged\n", Name), Is.Empty);

    [Test]
    public void Script_of_another_language_is_none() =>
        Assert.That(Told.Rules("jobs:\n  build:\n    steps:\n    - shell: python\n      run: docker run --privileged x\n", Name), Is.Empty);

    [Test]
    public void Inputs_of_the_build_action_are_options_of_the_builder()
    {
        const string text = """
            jobs:
              build:
                steps:
                - uses: docker/build-push-action@v6
                  with:
                    allow: security.insecure
                    network: host
                    build-args: |
                      VERSION=1
                      NPM_TOKEN=9f8a7b6c5d4e3f2a1b0c
            """;

        Assert.That(Told.At(text, Name), Is.SupersetOf(new[]
        {
            $"CSEC8023@{Told.Place(text, "security.insecure")}", $"CSEC8023@{Told.Place(text, "host")}", $"CSEC4007@{Told.Place(text, "9f8a7b6c")}",
        }));
    }

    [Test]
    public void Password_of_a_registry_is_an_expression()
    {
        const string text = "jobs:\n  build:\n    container:\n      image: ghcr.io/a/b:1\n      credentials:\n        username: bot\n        password: PASSWORD\n";

        Assert.That(Told.Rules(text.Replace("PASSWORD", "correct-horse-9x", StringComparison.Ordinal), Name), Has.Member("CSEC4012"));
        Assert.That(Told.Rules(text.Replace("PASSWORD", "${{ secrets.PASSWORD }}", StringComparison.Ordinal), Name), Has.No.Member("CSEC4012"));
    }

    [Test]
    public void Secret_in_the_environment_is_told_once()
    {
        const string text = "jobs:\n  build:\n    container:\n      image: a:1\n      env:\n        DB_PASSWORD: kx8-Q2m9vP4t\n"; // csec:allow-secret made up

        Assert.That(Told.Rules(text, Name).Where(r => r.StartsWith("CSEC40", StringComparison.Ordinal)), Is.EqualTo(new[] { "CSEC4002" }));
        Assert.That(Told.At(text, Name).Count(f => f.StartsWith("CSEC4002", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void Password_of_a_database_that_is_thrown_away_is_no_secret() =>
        Assert.That(
            Told.Rules("jobs:\n  build:\n    services:\n      db:\n        image: postgres:17\n        env:\n          POSTGRES_PASSWORD: postgres\n", Name),
            Has.None.StartsWith("CSEC40"));

    [Test]
    public void Comment_waives_its_line()
    {
        string text = $"jobs:\n  build:\n    container:\n      image: {Pinned}\n      # csec:ignore CSEC2001 the job builds file systems\n      options: --privileged\n";

        Assert.That(Told.Of(text, Name).Findings.Single(f => f.Finding.Rule.Id == "CSEC2001").Waived, Is.Not.Null);
    }

    [Test]
    public void Action_that_runs_an_image_is_judged()
    {
        Assert.That(Told.At("name: x\nruns:\n  using: docker\n  image: docker://alpine\n", "tools/action.yml"), Has.Member("CSEC1001@4:3"));
        Assert.That(
            Told.Rules("runs:\n  using: composite\n  steps:\n  - run: docker run --privileged a:1\n    shell: bash\n", "action.yaml"),
            Has.Member("CSEC2001"));
    }

    [Test]
    public void Wrong_types_are_said_and_the_neighbours_judged()
    {
        Decision decision = Told.Of(
            "jobs:\n  a: 1\n  b:\n    container: [x]\n    services: 3\n  c:\n    container:\n      image: {a: b}\n      volumes: [{a: b}]\n      options: [--privileged]\n"
                + "  d:\n    container:\n      image: a:1\n      options: --privileged\n", Name);

        Assert.That(decision.Findings.Select(f => f.Finding.Rule.Id), Has.Member("CSEC2001"));
        Assert.That(decision.Errors.Select(e => e.Span.Line), Is.EqualTo(new[] { 2, 4, 5, 8, 9, 10 }));
    }

    [Test]
    public void Key_that_is_written_twice_is_said() =>
        Assert.That(Told.Of("jobs:\n  a:\n    container: x:1\n    container: y:1\n", Name).Errors, Is.Not.Empty);

    [Test]
    public void Workflow_elsewhere_is_said() =>
        Assert.That(
            Told.Of("jobs:\n  a:\n    uses: org/repo/.github/workflows/x.yml@main\n", Name).Notes.Select(n => n.Message),
            Has.One.Contains("was not judged"));

    [TestCase("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: b}]}\n", ".github/workflows/pod.yml")]
    [TestCase("jobs: {a: {container: x}}\n", "values.yaml")]
    public void Other_files_are_no_workflows(string text, string name) =>
        Assert.That(Told.Rules(text, name), Has.No.Member("CSEC5073"));
}
